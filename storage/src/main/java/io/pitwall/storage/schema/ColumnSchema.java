package io.pitwall.storage.schema;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;

/**
 * A column of a table as it is now.
 *
 * @param id unique within the table; 0 is {@code time}
 * @param name case-sensitive
 * @param kind a field becomes a tag once a row carries it as one
 * @param type a LONG column may become DOUBLE later
 */
public record ColumnSchema(int id, String name, ColumnKind kind, ColumnType type) {}
