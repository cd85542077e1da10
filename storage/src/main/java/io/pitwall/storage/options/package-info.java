/**
 * The options of a store: sizes and times, one record per topic.
 *
 * <p>In: numbers from who opens a store. Out: records that every part of the store can use. Of this
 * module only the limits are known here.
 */
@NullMarked
package io.pitwall.storage.options;

import org.jspecify.annotations.NullMarked;
