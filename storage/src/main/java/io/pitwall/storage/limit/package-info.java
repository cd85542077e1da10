/**
 * Limits: name, default, allowed range and meaning of each, in one place.
 *
 * <p>{@link io.pitwall.storage.limit.Limit} is the kind of value with which every module declares
 * its limits beside the code that checks them; the store's own are {@link
 * io.pitwall.storage.limit.StoreLimits}, those that its files fix are {@link
 * io.pitwall.storage.limit.FormatLimits}. No other package of this module is known here.
 */
@NullMarked
package io.pitwall.storage.limit;

import org.jspecify.annotations.NullMarked;
