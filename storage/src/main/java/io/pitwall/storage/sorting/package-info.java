/**
 * Turns a frozen head generation into segments, in the background.
 *
 * <p>In: a {@link io.pitwall.storage.head.HeadGeneration} that nobody appends to any more. Its rows
 * are grouped by a clustering key, ordered by time within each group, cut at partition borders and
 * into blocks ({@link io.pitwall.storage.sorting.RowOrder}), gathered column by column and written
 * ({@link io.pitwall.storage.sorting.SegmentSealer}). Out: forced segment files, for one manifest
 * edit that the store makes. Nothing here changes what is visible.
 */
@NullMarked
package io.pitwall.storage.sorting;

import org.jspecify.annotations.NullMarked;
