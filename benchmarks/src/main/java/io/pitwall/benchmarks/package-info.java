/**
 * JMH benchmarks of the hot loops that are reached through the modules' APIs. A benchmark of the
 * insides of one package has that package's name and is in this module too.
 *
 * <p>Data are seeded, so that two runs measure the same work. Nothing here is used by the server.
 */
@NullMarked
package io.pitwall.benchmarks;

import org.jspecify.annotations.NullMarked;
