package io.pitwall.storage.record;

import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch encoded for the log, without the ids, which only the log's thread gives. {@link
 * BatchEncoder} makes it; it does not change after that.
 */
public final class PreparedBatch {
  private final WriteBatch source;
  private final List<PreparedTable> tables;
  private final ByteSink sections;
  private final List<Refusal> refusals;

  PreparedBatch(
      WriteBatch source, List<PreparedTable> tables, ByteSink sections, List<Refusal> refusals) {
    this.source = source;
    this.tables = tables;
    this.sections = sections;
    this.refusals = refusals;
  }

  public WriteBatch source() {
    return source;
  }

  List<PreparedTable> tables() {
    return tables;
  }

  ByteSink sections() {
    return sections;
  }

  /** Rows that the catalog does not allow, by line. */
  public List<Refusal> refusals() {
    return refusals;
  }

  /** Rows that are left to store. */
  public long rows() {
    long rows = 0;
    for (PreparedTable table : tables) {
      rows += table.rows();
    }
    return rows;
  }

  /** Encoded bytes, about what the log record will take. */
  public int sizeBytes() {
    return sections.size();
  }

  /**
   * Whether the types it was encoded with are still the catalog's, or can be reached by widening
   * alone. If not, it is to be prepared again. For the log's thread.
   */
  public boolean fits(Catalog catalog) {
    for (PreparedTable table : tables) {
      TableDefinition definition = catalog.find(source.database(), table.name());
      if (definition != null && !fits(table, definition)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(PreparedTable table, TableDefinition definition) {
    for (PreparedColumn column : table.columns()) {
      ColumnSchema known = definition.schema().find(column.name());
      if (known != null && known.type() != column.type() && !widens(known, column, definition)) {
        return false;
      }
    }
    for (SeriesKey key : table.series()) {
      if (definition.series().find(key) >= 0) {
        continue; // its tags have columns of strings
      }
      for (int i = 0; i < key.size(); i++) {
        @Nullable ColumnSchema known = definition.schema().find(key.tag(i).nameString());
        if (known != null && known.type() != ColumnType.STRING) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean widens(
      ColumnSchema known, PreparedColumn column, TableDefinition definition) {
    return known.type() == ColumnType.LONG
        && column.type() == ColumnType.DOUBLE
        && definition.isWidenable(known.id());
  }
}
