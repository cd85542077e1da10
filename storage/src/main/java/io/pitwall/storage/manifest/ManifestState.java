package io.pitwall.storage.manifest;

import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.manifest.ManifestChange.ColumnAdded;
import io.pitwall.storage.manifest.ManifestChange.ColumnChanged;
import io.pitwall.storage.manifest.ManifestChange.DatabaseAdded;
import io.pitwall.storage.manifest.ManifestChange.EpochRaised;
import io.pitwall.storage.manifest.ManifestChange.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestChange.LongsBeyondExact;
import io.pitwall.storage.manifest.ManifestChange.Sealed;
import io.pitwall.storage.manifest.ManifestChange.SegmentAdded;
import io.pitwall.storage.manifest.ManifestChange.SegmentDropped;
import io.pitwall.storage.manifest.ManifestChange.SeriesAdded;
import io.pitwall.storage.manifest.ManifestChange.SourceReleased;
import io.pitwall.storage.manifest.ManifestChange.TableAdded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all changes so far come to. A change that does not fit those before it is refused, for then
 * either the store or the file is wrong. Guarded by the manifest's lock.
 */
final class ManifestState {
  private long epoch = -1;
  private long nextFileId = -1;
  private final Map<Integer, DatabaseAdded> databases = new LinkedHashMap<>();
  private final Map<Integer, Table> tables = new LinkedHashMap<>();
  private final Map<Long, SegmentAdded> segments = new LinkedHashMap<>();
  private final Map<Integer, SourceReleased> released = new LinkedHashMap<>();

  /** A table and what belongs to it, each in the order it came. */
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
   * @throws IllegalArgumentException if the change does not fit; the state must not be used any
   *     more
   */
  void apply(ManifestChange change) {
    switch (change) {
      case EpochRaised c -> {
        check(c.epoch() > epoch, "the epoch falls", change);
        epoch = c.epoch();
      }
      case FileIdsReserved c -> {
        check(c.nextFileId() >= nextFileId, "the next file id falls", change);
        nextFileId = c.nextFileId();
      }
      case DatabaseAdded c -> addNew(databases, c.databaseId(), c, change);
      case TableAdded c -> {
        check(databases.containsKey(c.databaseId()), "no such database", change);
        addNew(tables, c.tableId(), new Table(c), change);
      }
      case ColumnAdded c -> addNew(table(c.tableId(), c).columns, c.columnId(), c, change);
      case ColumnChanged c -> changeColumn(c);
      case LongsBeyondExact c -> {
        Table table = table(c.tableId(), c);
        check(table.columns.containsKey(c.columnId()), "no such column", change);
        table.beyondExact.put(c.columnId(), c);
      }
      case SeriesAdded c -> addNew(table(c.tableId(), c).series, c.seriesId(), c.key(), change);
      case SegmentAdded c -> {
        table(c.segment().tableId(), c);
        addNew(segments, c.segment().fileId(), c, change);
      }
      case SegmentDropped c ->
          check(segments.remove(c.fileId()) != null, "no such segment", change);
      case Sealed c -> seal(c);
      case SourceReleased c -> release(c);
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

  private void seal(Sealed change) {
    Table table = table(change.tableId(), change);
    @Nullable Sealed before = table.sealed.put(change.source(), change);
    check(before == null || before.position() <= change.position(), "the position falls", change);
  }

  private void release(SourceReleased change) {
    @Nullable SourceReleased before = released.put(change.source(), change);
    check(before == null || before.position() <= change.position(), "the position falls", change);
  }

  private Table table(int tableId, ManifestChange change) {
    Table table = tables.get(tableId);
    if (table == null) {
      throw new IllegalArgumentException("no such table: " + change);
    }
    return table;
  }

  private static <K, V> void addNew(Map<K, V> map, K id, V value, ManifestChange change) {
    check(map.putIfAbsent(id, value) == null, "the id is taken", change);
  }

  private static void check(boolean fits, String otherwise, ManifestChange change) {
    if (!fits) {
      throw new IllegalArgumentException(otherwise + ": " + change);
    }
  }

  /** All live changes, in an order in which they can be applied to nothing. */
  List<ManifestChange> changes() {
    List<ManifestChange> changes = new ArrayList<>();
    if (epoch >= 0) {
      changes.add(new EpochRaised(epoch));
    }
    if (nextFileId >= 0) {
      changes.add(new FileIdsReserved(nextFileId));
    }
    changes.addAll(released.values());
    changes.addAll(databases.values());
    for (Table table : tables.values()) {
      changes.add(table.added);
      changes.addAll(table.columns.values());
      changes.addAll(table.beyondExact.values());
      int tableId = table.added.tableId();
      table.series.forEach((id, key) -> changes.add(new SeriesAdded(tableId, id, key)));
    }
    changes.addAll(segments.values());
    for (Table table : tables.values()) {
      changes.addAll(table.sealed.values());
    }
    return changes;
  }
}
