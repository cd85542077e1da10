/**
 * Warms up a process: does the work of a server once, on a store in memory, until the JIT has
 * compiled the code that the first clients will need.
 *
 * <p>In: a clock, and whether to stop. Out: nothing but compiled code.
 */
@NullMarked
package io.pitwall.server.warmup;

import org.jspecify.annotations.NullMarked;
