/**
 * Which part of Pitwall may know which, as tests over the compiled classes of all modules. The
 * benchmarks' tests hold them because theirs is the one module that sees every other.
 */
@NullMarked
package io.pitwall.architecture;

import org.jspecify.annotations.NullMarked;
