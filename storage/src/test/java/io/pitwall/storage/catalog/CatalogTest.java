package io.pitwall.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final SeriesKey CAR = SeriesKey.of(List.of(SeriesKey.Tag.of("car", "1")));

  private static List<CatalogChange> changes(Catalog catalog) {
    List<CatalogChange> changes = new ArrayList<>();
    TableDefinition table = catalog.defineTable("db", "t", changes);
    catalog.defineColumn(table, "v", ColumnKind.FIELD, ColumnType.LONG, changes);
    catalog.defineColumn(table, "car", ColumnKind.FIELD, ColumnType.STRING, changes);
    catalog.defineSeries(table, CAR, changes);
    catalog.defineColumn(table, "v", ColumnKind.FIELD, ColumnType.DOUBLE, changes);
    catalog.defineColumn(table, "w", ColumnKind.FIELD, ColumnType.LONG, changes);
    catalog.defineBeyondExact(table, 3, changes);
    return changes;
  }

  @Test
  void changesAppliedTwiceOrOlderAfterNewerSayNothingNew() {
    Catalog live = new Catalog(10);
    List<CatalogChange> changes = changes(live);
    Catalog replayed = new Catalog(99);
    changes.forEach(change -> assertThat(replayed.apply(change)).isTrue());
    for (CatalogChange change : changes) {
      assertThat(replayed.apply(change)).as("%s again", change).isFalse();
    }
    TableDefinition table = replayed.table(0);
    assertThat(table.schema().columns()).isEqualTo(live.table(0).schema().columns());
    assertThat(table.partitionWidthNanos()).isEqualTo(10);
    assertThat(table.series().find(CAR)).isZero();
    assertThat(table.isWidenable(3)).isFalse();
    assertThat(table.isWidenable(1)).isTrue();
    List<CatalogChange> none = new ArrayList<>();
    replayed.defineSeries(replayed.defineTable("db", "t", none), CAR, none);
    assertThat(none).isEmpty();
  }

  @Test
  void changesThatContradictAreRefused() {
    Catalog catalog = new Catalog(10);
    changes(catalog);
    assertThatThrownBy(() ->
            catalog.apply(
                new CatalogChange.ColumnAdded(0, 9, "v", ColumnKind.FIELD, ColumnType.LONG)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> catalog.apply(new CatalogChange.SeriesAdded(0, 1 << 21, SeriesKey.NONE)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> catalog.apply(new CatalogChange.SeriesAdded(0, 0, SeriesKey.NONE)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> catalog.apply(new CatalogChange.TableAdded(7, 7, "x", 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> catalog.table(0).series().key(1_000_000))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatContradictsOnDiskIsSetAsideAndSaidOnce() {
    Catalog catalog = new Catalog(10);
    changes(catalog);
    List<CatalogChange> bad =
        List.of(
            new CatalogChange.DatabaseAdded(1, "db"),
            new CatalogChange.TableAdded(1, 0, "t", 10),
            new CatalogChange.ColumnAdded(0, 9, "v", ColumnKind.FIELD, ColumnType.LONG));
    for (CatalogChange change : bad) {
      assertThatThrownBy(() -> catalog.apply(change)).hasMessageContaining("has two ids");
      assertThat(catalog.recover(change)).as("%s", change).isTrue();
    }
    assertThat(catalog.contradictions()).hasSize(3).allMatch(text -> text.contains("two ids"));
    for (CatalogChange change : bad) {
      assertThat(catalog.recover(change)).as("%s from the log too", change).isFalse();
    }
    assertThat(catalog.contradictions()).hasSize(3);
    assertThat(catalog.table(1).schema().name()).isEqualTo("t~1");
    assertThat(catalog.find("db", "t")).isSameAs(catalog.table(0));
    assertThat(catalog.table(0).column("v~9")).isNotNull();
    assertThat(catalog.recover(new CatalogChange.SeriesAdded(0, 1 << 21, SeriesKey.NONE)))
        .isFalse();
    assertThat(catalog.recover(new CatalogChange.TableAdded(7, 7, "x", 1))).isFalse();
    assertThat(catalog.contradictions()).hasSize(5);
    assertThat(catalog.defineTable("db", "new", new ArrayList<>()).tableId()).isEqualTo(2);
  }

  /** The definition of an id is lost: what has a later one keeps it, and nothing else gets it. */
  @Test
  void idsThatRecordsUseAreNeverGivenToAnythingElse() {
    Catalog catalog = new Catalog(10);
    changes(catalog);
    TableDefinition table = catalog.table(0);
    SeriesKey later = SeriesKey.of(List.of(SeriesKey.Tag.of("car", "later")));
    assertThat(catalog.recover(new CatalogChange.SeriesAdded(0, 7, later))).isTrue();
    assertThat(table.series().find(later)).isEqualTo(7);
    assertThatThrownBy(() -> table.series().key(6)).hasMessage("series 6 is not known");
    table.series().reserve(9);
    SeriesKey next = SeriesKey.of(List.of(SeriesKey.Tag.of("car", "new")));
    assertThat(catalog.defineSeries(table, next, new ArrayList<>())).isEqualTo(10);
    table.reserveColumn(20);
    assertThat(
            catalog
                .defineColumn(table, "fresh", ColumnKind.FIELD, ColumnType.LONG, new ArrayList<>())
                .id())
        .isEqualTo(21);
    catalog.reserveTable(4);
    assertThat(catalog.defineTable("db", "new", new ArrayList<>()).tableId()).isEqualTo(5);
    assertThat(catalog.contradictions()).isEmpty();
  }

  @Test
  void theVersionGrowsWithNamesButNotWithSeries() {
    Catalog catalog = new Catalog(10);
    changes(catalog);
    long version = catalog.publish().version();
    TableDefinition table = catalog.table(0);
    SeriesKey other = SeriesKey.of(List.of(SeriesKey.Tag.of("car", "2")));
    catalog.defineSeries(table, other, new ArrayList<>());
    assertThat(catalog.publish().version()).isEqualTo(version);
    catalog.defineColumn(table, "x", ColumnKind.FIELD, ColumnType.LONG, new ArrayList<>());
    assertThat(catalog.publish().version()).isGreaterThan(version);
  }

  /** A schema per column would make a record of many columns take quadratic time. */
  @Test
  void manyNewColumnsBecomeOneSchema() {
    Catalog catalog = new Catalog(10);
    TableDefinition table = catalog.defineTable("db", "t", new ArrayList<>());
    TableSchema before = catalog.publish().find("db", "t");
    for (int i = 1; i <= 1000; i++) {
      catalog.apply(
          new CatalogChange.ColumnAdded(0, i, "c" + i, ColumnKind.FIELD, ColumnType.LONG));
      catalog.apply(new CatalogChange.ColumnChanged(0, i, ColumnKind.FIELD, ColumnType.DOUBLE));
      assertThat(table.schema()).isSameAs(before);
      assertThat(table.column("c" + i)).extracting(ColumnSchema::type).isEqualTo(ColumnType.DOUBLE);
    }
    TableSchema after = catalog.publish().find("db", "t");
    assertThat(table.schema()).isSameAs(after);
    assertThat(table.columnCount()).isEqualTo(1001);
    assertThat(Objects.requireNonNull(after).columns()).hasSize(1001);
    assertThat(catalog.publish().find("db", "t")).isSameAs(after);
  }

  /** Damage to the log may take a definition and leave later ones. */
  @Test
  void newIdsAreNeverThoseOfNamesThatCameAfterALostDefinition() {
    Catalog catalog = new Catalog(10);
    catalog.apply(new CatalogChange.DatabaseAdded(3, "db"));
    catalog.apply(new CatalogChange.TableAdded(5, 3, "t", 10));
    catalog.apply(new CatalogChange.ColumnAdded(5, 4, "c", ColumnKind.FIELD, ColumnType.LONG));
    List<CatalogChange> changes = new ArrayList<>();
    TableDefinition table = catalog.table(5);
    catalog.defineColumn(table, "d", ColumnKind.FIELD, ColumnType.STRING, changes);
    catalog.defineColumn(table, "e", ColumnKind.FIELD, ColumnType.STRING, changes);
    catalog.defineTable("other", "u", changes);
    assertThat(changes)
        .containsExactly(
            new CatalogChange.ColumnAdded(5, 5, "d", ColumnKind.FIELD, ColumnType.STRING),
            new CatalogChange.ColumnAdded(5, 6, "e", ColumnKind.FIELD, ColumnType.STRING),
            new CatalogChange.DatabaseAdded(4, "other"),
            new CatalogChange.TableAdded(6, 4, "u", 10));
    assertThatThrownBy(() ->
            catalog.apply(
                new CatalogChange.ColumnAdded(5, 4, "x", ColumnKind.FIELD, ColumnType.LONG)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to column c");
  }
}
