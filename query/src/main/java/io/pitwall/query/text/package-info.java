/**
 * Values as text: times, intervals and names, read and written.
 *
 * <p>Whatever reads or prints a value of SQL uses these classes, so that a literal, a cast of a
 * column and an answer agree.
 */
@NullMarked
package io.pitwall.query.text;

import org.jspecify.annotations.NullMarked;
