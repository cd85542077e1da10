/**
 * JMH benchmarks of the hot loops, one class a room of the code: the name before {@code Benchmark}
 * says which.
 *
 * <p>Data are seeded, so that two runs measure the same work. Nothing here is used by the server.
 */
@NullMarked
package io.pitwall.benchmarks;

import org.jspecify.annotations.NullMarked;
