/**
 * Values as text: one reader and one writer per kind of value (times, intervals, numbers,
 * booleans), the units of time, and names that are nearly right.
 *
 * <p>Whatever reads or prints a value of SQL uses these classes, so that a literal, a cast of a
 * column and a result agree. In: texts and values. Out: values and texts, or an error that names
 * the text.
 */
@NullMarked
package io.pitwall.query.text;

import org.jspecify.annotations.NullMarked;
