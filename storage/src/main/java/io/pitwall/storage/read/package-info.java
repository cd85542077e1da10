/**
 * The contract between a store and its readers: a snapshot, its tables, and their rows in blocks.
 *
 * <p>In: the names of a table and of its columns. Out: vectors of at most 1,024 rows of one column
 * ({@link io.pitwall.storage.read.BlockReader}), and what is known of them without decoding ({@link
 * io.pitwall.storage.read.BlockSummaries}). Whether rows are unsealed or in a segment file can't be
 * seen here.
 */
@NullMarked
package io.pitwall.storage.read;

import org.jspecify.annotations.NullMarked;
