/**
 * The one way in which the files of a table change: build segment files, make the change durable by
 * one manifest edit, swap the published state, free what was replaced.
 *
 * <p>In: a {@link io.pitwall.storage.publication.TableChange} and the {@link
 * io.pitwall.storage.publication.NewSegmentFiles} that were built for it. Out: a new published
 * state, or no new files. Which tables change, and which rows the new files contain, is decided by
 * the callers.
 */
@NullMarked
package io.pitwall.storage.publication;

import org.jspecify.annotations.NullMarked;
