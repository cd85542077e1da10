/** Tests of the threads that statements run on. */
@NullMarked
package io.pitwall.server.query;

import org.jspecify.annotations.NullMarked;
