/**
 * The cache of what was read from segment files.
 *
 * <p>In: immutable values by file, column and number, each with its size. Out: the same objects,
 * until their bytes are needed for others. What the values are is the business of the package that
 * puts them in.
 */
@NullMarked
package io.pitwall.storage.cache;

import org.jspecify.annotations.NullMarked;
