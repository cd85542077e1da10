/**
 * The options of a store: limits, sizes and times, one record per topic.
 *
 * <p>In: numbers from who opens a store. Out: records that every part of the store can use. This
 * package depends on no other package of the module.
 */
@NullMarked
package io.pitwall.storage.options;

import org.jspecify.annotations.NullMarked;
