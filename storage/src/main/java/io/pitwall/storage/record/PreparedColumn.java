package io.pitwall.storage.record;

import io.pitwall.storage.column.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A field column of a {@link PreparedTable}: its values in the type they are stored with, and how
 * many bytes of the batch's sections are its.
 *
 * @param name case-sensitive
 * @param type what the record will say; the table's column has it, or is widened to it
 * @param beyondExact whether a long outside ±2^53 is among the values
 * @param stringsBytes length of its strings section
 * @param valuesBytes length of its values section
 */
record PreparedColumn(
    String name,
    ColumnType type,
    long[] longs,
    double[] doubles,
    int[] codes,
    StringArena strings,
    long @Nullable [] present,
    boolean beyondExact,
    int stringsBytes,
    int valuesBytes) {}
