package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of a column.
 *
 * @param id the column's, unique within the table
 * @param type as written; the table's column may have been widened since
 * @param storage one of the {@code STORAGE_} codes of {@link SegmentFormat}
 * @param dataOffset where block 0 starts
 * @param dataLength bytes of all blocks together
 * @param dictionarySize strings in the dictionary; 0 without one
 * @param totals the statistics of all rows, as block 0
 */
record ColumnEntry(
    int id,
    ColumnType type,
    ColumnKind kind,
    int storage,
    long dataOffset,
    long dataLength,
    Section index,
    int dictionarySize,
    @Nullable Section dictionary,
    BlockStatistics totals) {}
