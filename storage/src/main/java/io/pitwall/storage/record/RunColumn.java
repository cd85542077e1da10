package io.pitwall.storage.record;

import io.pitwall.storage.column.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link RowRun}. Which array counts follows from the type.
 *
 * @param columnId from the catalog
 * @param longs LONG and BOOLEAN by row
 * @param doubles DOUBLE by row
 * @param codes STRING by row, into {@code strings}
 * @param present bit i of word i / 64 is 1 where row i has a value; null where all have. The value
 *     of a null row is a filler
 */
public record RunColumn(
    int columnId,
    ColumnType type,
    long[] longs,
    double[] doubles,
    int[] codes,
    StringArena strings,
    long @Nullable [] present) {}
