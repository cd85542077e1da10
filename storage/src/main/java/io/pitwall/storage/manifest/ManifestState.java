package io.pitwall.storage.manifest;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.CatalogChange.ColumnAdded;
import io.pitwall.storage.catalog.CatalogChange.ColumnChanged;
import io.pitwall.storage.catalog.CatalogChange.DatabaseAdded;
import io.pitwall.storage.catalog.CatalogChange.LongsBeyondExact;
import io.pitwall.storage.catalog.CatalogChange.SeriesAdded;
import io.pitwall.storage.catalog.CatalogChange.TableAdded;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.manifest.ManifestEdit.Defined;
import io.pitwall.storage.manifest.ManifestEdit.EpochRaised;
import io.pitwall.storage.manifest.ManifestEdit.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestEdit.Sealed;
import io.pitwall.storage.manifest.ManifestEdit.SegmentAdded;
import io.pitwall.storage.manifest.ManifestEdit.SegmentDropped;
import io.pitwall.storage.manifest.ManifestEdit.SourceReleased;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of all edits so far. An edit that contradicts the earlier ones is refused: either the
 * store or the file is wrong then. Guarded by the manifest's lock.
 */
final class ManifestState {
  private long epoch = -1;
  private long nextFileId = -1;
  private final Map<Integer, DatabaseAdded> databases = new LinkedHashMap<>();
  private final Map<Integer, Table> tables = new LinkedHashMap<>();
  private final Map<Long, SegmentAdded> segments = new LinkedHashMap<>();
  private final Map<Integer, SourceReleased> released = new LinkedHashMap<>();

  /** A table and what belongs to it, in the order of the edits. */
  private static final class Table {
    final TableAdded added;
    final Map<Integer, ColumnAdded> columns = new LinkedHashMap<>();
    final Map<Integer, LongsBeyondExact> beyondExact = new LinkedHashMap<>();
    final Map<Integer, SeriesKey> series = new LinkedHashMap<>();
    final Map<Integer, Sealed> sealed = new LinkedHashMap<>();

    Table(TableAdded added) {
      this.added = added;
    }
  }

  /**
   * Applies one edit.
   *
   * @throws IllegalArgumentException if the edit contradicts the earlier ones; the state must not
   *     be used any more
   */
  void apply(ManifestEdit edit) {
    switch (edit) {
      case Defined e -> define(e.change());
      case EpochRaised e -> {
        check(e.epoch() > epoch, "the epoch falls", e);
        epoch = e.epoch();
      }
      case FileIdsReserved e -> {
        check(e.nextFileId() >= nextFileId, "the next file id falls", e);
        nextFileId = e.nextFileId();
      }
      case SegmentAdded e -> {
        table(e.segment().tableId(), e);
        addNew(segments, e.segment().fileId(), e, e);
      }
      case SegmentDropped e -> check(segments.remove(e.fileId()) != null, "no such segment", e);
      case Sealed e -> seal(e);
      case SourceReleased e -> release(e);
    }
  }

  private void define(CatalogChange change) {
    switch (change) {
      case DatabaseAdded c -> addNew(databases, c.databaseId(), c, c);
      case TableAdded c -> {
        check(databases.containsKey(c.databaseId()), "no such database", c);
        addNew(tables, c.tableId(), new Table(c), c);
      }
      case ColumnAdded c -> addNew(table(c.tableId(), c).columns, c.columnId(), c, c);
      case ColumnChanged c -> changeColumn(c);
      case LongsBeyondExact c -> {
        Table table = table(c.tableId(), c);
        check(table.columns.containsKey(c.columnId()), "no such column", c);
        table.beyondExact.put(c.columnId(), c);
      }
      case SeriesAdded c -> addNew(table(c.tableId(), c).series, c.seriesId(), c.key(), c);
    }
  }

  private void changeColumn(ColumnChanged change) {
    Table table = table(change.tableId(), change);
    ColumnAdded column = table.columns.get(change.columnId());
    if (column == null) {
      throw new IllegalArgumentException("no such column: " + change);
    }
    table.columns.put(
        change.columnId(),
        new ColumnAdded(
            change.tableId(), change.columnId(), column.name(), change.kind(), change.type()));
  }

  private void seal(Sealed edit) {
    Table table = table(edit.tableId(), edit);
    @Nullable Sealed before = table.sealed.put(edit.source(), edit);
    check(before == null || before.position() <= edit.position(), "the position falls", edit);
  }

  private void release(SourceReleased edit) {
    @Nullable SourceReleased before = released.put(edit.source(), edit);
    check(before == null || before.position() <= edit.position(), "the position falls", edit);
  }

  private Table table(int tableId, Record cause) {
    Table table = tables.get(tableId);
    if (table == null) {
      throw new IllegalArgumentException("no such table: " + cause);
    }
    return table;
  }

  private static <K, V> void addNew(Map<K, V> map, K id, V value, Record cause) {
    check(map.putIfAbsent(id, value) == null, "the id is taken", cause);
  }

  private static void check(boolean fits, String otherwise, Record cause) {
    if (!fits) {
      throw new IllegalArgumentException(otherwise + ": " + cause);
    }
  }

  /** The live edits, in an order in which they can be applied to an empty state. */
  List<ManifestEdit> edits() {
    List<ManifestEdit> edits = new ArrayList<>();
    if (epoch >= 0) {
      edits.add(new EpochRaised(epoch));
    }
    if (nextFileId >= 0) {
      edits.add(new FileIdsReserved(nextFileId));
    }
    edits.addAll(released.values());
    databases.values().forEach(database -> edits.add(new Defined(database)));
    tables.values().forEach(table -> addDefinitions(table, edits));
    edits.addAll(segments.values());
    tables.values().forEach(table -> edits.addAll(table.sealed.values()));
    return edits;
  }

  private static void addDefinitions(Table table, List<ManifestEdit> edits) {
    edits.add(new Defined(table.added));
    table.columns.values().forEach(column -> edits.add(new Defined(column)));
    table.beyondExact.values().forEach(column -> edits.add(new Defined(column)));
    int tableId = table.added.tableId();
    table.series.forEach((id, key) -> edits.add(new Defined(new SeriesAdded(tableId, id, key))));
  }
}
