package io.pitwall.storage.record;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.CatalogChangeCodec;
import io.pitwall.storage.catalog.TableDefinition;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/** Gives a prepared batch its ids and puts the record together. Owned by the log's thread. */
public final class RecordWriter {
  /** The first byte of every record's payload. */
  static final int VERSION = 1;

  static final int FLAG_HAS_NULLS = 1;

  private final Catalog catalog;

  public RecordWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * One record.
   *
   * @param definitions what names it gave ids to
   * @param runs its rows, for the head
   */
  public record Written(List<CatalogChange> definitions, List<RowRun> runs) {}

  /**
   * Writes the record's payload.
   *
   * @param batch one that {@linkplain PreparedBatch#fits fits} the catalog
   * @param out cleared and filled
   */
  public Written write(PreparedBatch batch, ByteSink out) {
    List<CatalogChange> definitions = new ArrayList<>();
    List<RowRun> runs = new ArrayList<>(batch.tables().size());
    for (PreparedTable table : batch.tables()) {
      runs.add(define(batch, table, definitions));
    }
    out.clear();
    out.putByte(VERSION);
    putDefinitions(definitions, out);
    out.putVarInt(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      writeTable(runs.get(i), batch.tables().get(i), out);
    }
    out.putBytes(batch.sections().array(), 0, batch.sections().size());
    return new Written(definitions, runs);
  }

  /**
   * Writes the payload of a record that only defines.
   *
   * @param definitions what names got ids
   * @param out cleared and filled
   */
  public static void writeDefinitions(List<CatalogChange> definitions, ByteSink out) {
    out.clear();
    out.putByte(VERSION);
    putDefinitions(definitions, out);
    out.putVarInt(0);
  }

  private static void putDefinitions(List<CatalogChange> definitions, ByteSink out) {
    if (definitions.isEmpty()) {
      out.putVarInt(0);
      return;
    }
    ByteSink bytes = new ByteSink(256);
    CatalogChangeCodec.write(definitions, bytes);
    out.putVarInt(bytes.size());
    out.putBytes(bytes.array(), 0, bytes.size());
  }

  private RowRun define(PreparedBatch batch, PreparedTable table, List<CatalogChange> definitions) {
    TableDefinition definition =
        catalog.defineTable(batch.source().database(), table.name(), definitions);
    int[] seriesIds = new int[table.series().size()];
    for (int i = 0; i < seriesIds.length; i++) {
      seriesIds[i] = catalog.defineSeries(definition, table.series().get(i), definitions);
    }
    List<RunColumn> columns = new ArrayList<>(table.columns().size());
    for (PreparedColumn column : table.columns()) {
      ColumnSchema schema =
          catalog.defineColumn(
              definition, column.name(), ColumnKind.FIELD, column.type(), definitions);
      if (column.beyondExact()) {
        catalog.defineBeyondExact(definition, schema.id(), definitions);
      }
      columns.add(
          new RunColumn(
              schema.id(),
              column.type(),
              column.longs(),
              column.doubles(),
              column.codes(),
              column.strings(),
              column.present()));
    }
    return new RowRun(
        definition.tableId(), table.rows(), table.times(), table.rowSeries(), seriesIds, columns);
  }

  private static void writeTable(RowRun run, PreparedTable table, ByteSink out) {
    out.putVarInt(run.tableId());
    out.putVarInt(run.rows());
    out.putVarInt(run.seriesIds().length);
    for (int id : run.seriesIds()) {
      out.putVarInt(id);
    }
    out.putVarInt(table.timesBytes());
    out.putVarInt(table.seriesBytes());
    out.putVarInt(run.columns().size());
    for (int i = 0; i < run.columns().size(); i++) {
      RunColumn column = run.columns().get(i);
      PreparedColumn prepared = table.columns().get(i);
      out.putVarInt(column.columnId());
      out.putByte(column.type().code());
      out.putByte(column.present() == null ? 0 : FLAG_HAS_NULLS);
      if (column.type() == ColumnType.STRING) {
        out.putVarInt(column.strings().size());
        out.putVarInt(prepared.stringsBytes());
      }
      out.putVarInt(prepared.valuesBytes());
    }
  }
}
