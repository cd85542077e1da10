/**
 * The functions and operators that SQL may call, by name and type: {@link
 * io.pitwall.query.function.SqlOperators}.
 *
 * <p>In: nothing. Out: operator definitions for the validator, and their identities for whoever
 * evaluates them. How one is evaluated is not known here.
 */
@NullMarked
package io.pitwall.query.function;

import org.jspecify.annotations.NullMarked;
