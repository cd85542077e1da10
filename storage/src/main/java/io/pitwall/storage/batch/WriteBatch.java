package io.pitwall.storage.batch;

import io.pitwall.storage.column.ArrayPool;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one request, over all its tables, in one database. The store takes it whole: one
 * batch is one log record. Owned by the thread that parses, then handed to the store.
 */
public final class WriteBatch {
  private final String database;
  private final CatalogView catalog;
  private final WriteLimits limits;
  private final BatchMemory memory;
  private final List<TableBatch> tables = new ArrayList<>();
  private final Map<String, TableBatch> byName = new HashMap<>();

  /**
   * @param catalog what is known of the tables' columns, so that values take the stored type
   * @throws LimitException if the text can't be the name of a database
   */
  public WriteBatch(String database, CatalogView catalog, WriteLimits limits) {
    this(database, catalog, limits, null);
  }

  /**
   * @param pool where the arrays of the columns come from and go back to, see {@link #release};
   *     null for new ones
   */
  public WriteBatch(
      String database, CatalogView catalog, WriteLimits limits, @Nullable ArrayPool pool) {
    NameRule.check("database", database, limits);
    this.memory = new BatchMemory(pool, limits.maxBatchBytes());
    this.database = database;
    this.catalog = catalog;
    this.limits = limits;
  }

  public String database() {
    return database;
  }

  public WriteLimits limits() {
    return limits;
  }

  /**
   * The batch of a table, made if it is new.
   *
   * @throws LimitException if the text can't be a name, or there would be too many tables
   */
  public TableBatch table(String name) {
    return table(name, BatchMemory.MIN_ROWS);
  }

  /**
   * The batch of a table, made if it is new.
   *
   * @param expectedRows how many rows a new one reserves space for at first
   * @throws LimitException if the text can't be a name, or there would be too many tables
   */
  public TableBatch table(String name, int expectedRows) {
    TableBatch table = byName.get(name);
    if (table == null) {
      NameRule.check("table", name, limits);
      if (tables.size() >= limits.maxTablesPerBatch()) {
        throw new LimitException(() ->
            "a request may name at most "
                + limits.maxTablesPerBatch()
                + " tables "
                + StoreLimits.MAX_TABLES_PER_BATCH.clause());
      }
      memory.chargeName(name.length());
      TableSchema known = catalog.find(database, name);
      table = new TableBatch(name, known, limits, expectedRows, memory);
      tables.add(table);
      byName.put(name, table);
    }
    return table;
  }

  /** The tables in the order they were first named; some may have no rows. */
  public List<TableBatch> tables() {
    return tables;
  }

  /** Rows over all tables. */
  public long rows() {
    long rows = 0;
    for (TableBatch table : tables) {
      rows += table.rows();
    }
    return rows;
  }

  /** To be called once when the last row is in: rows without a value become null. */
  public void finish() {
    for (TableBatch table : tables) {
      table.finish();
    }
  }

  /**
   * Gives the arrays back to the pool that they came from; the batch is empty then. To be called at
   * most once, by any thread, when nothing reads the batch any more: the store is done with it when
   * it has completed the write. Without a call the garbage collector takes them.
   */
  public void release() {
    for (TableBatch table : tables) {
      table.release();
    }
    tables.clear();
    byName.clear();
  }
}
