/**
 * What a store can be told: limits, sizes and times, checked when they are made.
 *
 * <p>Known by all parts of the store and by those who open one. No other package of this module is
 * known here.
 */
@NullMarked
package io.pitwall.storage.options;

import org.jspecify.annotations.NullMarked;
