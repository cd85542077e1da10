package io.pitwall.storage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits of one write, at and past each. */
class WriteBatchTest {
  private final Catalog catalog = new Catalog(1);

  private WriteBatch batch(WriteLimits limits) {
    return new WriteBatch("db", catalog.publish(), limits);
  }

  private static SeriesKey series(int tags, String value) {
    List<SeriesKey.Tag> list = new ArrayList<>();
    for (int i = 0; i < tags; i++) {
      list.add(SeriesKey.Tag.of("tag" + i, value));
    }
    return SeriesKey.of(list);
  }

  @Test
  void aRowHasAtMostSoManyTags() {
    TableBatch table = batch(WriteLimits.DEFAULT.withSeries(3, 10)).table("t");
    table.endRow(table.series(series(3, "x")), 1, 1);
    assertThatThrownBy(() -> table.series(series(4, "x")))
        .isInstanceOf(LimitException.class)
        .hasMessage("the row has 4 tags, more than 3 (limit max-tags-per-series)");
    assertThat(table.seriesKeys()).hasSize(1);
  }

  @Test
  void aWriteHasAtMostSoManySeriesOverAllItsTables() {
    WriteBatch batch = batch(WriteLimits.DEFAULT.withSeries(3, 2));
    int code = batch.table("t").series(series(1, "x"));
    batch.table("u").series(series(1, "x"));
    assertThatThrownBy(() -> batch.table("u").series(series(1, "y")))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("at most 2 series (limit max-series-per-batch)");
    assertThat(batch.table("t").series(series(1, "x"))).isEqualTo(code);
  }

  @Test
  void onlyNewColumnsOfAFullTableAreRefused() {
    var definition = catalog.defineTable("db", "t", new ArrayList<>());
    for (String name : List.of("a", "b", "c")) {
      catalog.defineColumn(definition, name, ColumnKind.FIELD, ColumnType.LONG, new ArrayList<>());
    }
    TableBatch over = batch(WriteLimits.DEFAULT.withMaxColumnsPerTable(2)).table("t");
    for (String name : List.of("c", "b", "a")) {
      assertThat(over.column(name, ColumnType.LONG).putLong(0, 1)).isNull();
    }
    assertThatThrownBy(() -> over.column("d", ColumnType.LONG))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("2 columns (limit max-columns-per-table) with column d");
    TableBatch full = batch(WriteLimits.DEFAULT.withMaxColumnsPerTable(4)).table("t");
    full.column("d", ColumnType.LONG).putLong(0, 1);
    assertThatThrownBy(() -> full.column("e", ColumnType.LONG)).isInstanceOf(LimitException.class);
    assertThat(full.discardRow()).isTrue();
    full.column("e", ColumnType.LONG).putLong(0, 1);
  }

  @Test
  void stringsCountAsMemory() {
    TableBatch table = batch(WriteLimits.DEFAULT.withMaxBatchBytes(100_000)).table("t");
    byte[] text = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> {
              for (int row = 0; row < 1000; row++) {
                text[0] = (byte) ('A' + row % 26);
                text[1] = (byte) ('A' + row / 26);
                table.column("s", ColumnType.STRING).putString(row, text, 0, text.length);
                table.endRow(table.series(SeriesKey.NONE), 1, row + 1);
              }
            })
        .isInstanceOf(BatchTooLargeException.class)
        .hasMessageContaining("(limit max-batch-bytes)");
    assertThat(table.rows()).isBetween(80, 100);
    TableBatch same = batch(WriteLimits.DEFAULT.withMaxBatchBytes(100_000)).table("t");
    for (int row = 0; row < 1000; row++) {
      same.column("s", ColumnType.STRING).putString(row, text, 0, text.length);
      same.endRow(same.series(SeriesKey.NONE), 1, row + 1);
    }
    assertThat(same.rows()).as("rows of one and the same string").isEqualTo(1000);
  }

  @Test
  void seriesCountAsMemory() {
    TableBatch table = batch(WriteLimits.DEFAULT.withMaxBatchBytes(100_000)).table("t");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                table.series(series(1, "v" + i));
              }
            })
        .isInstanceOf(BatchTooLargeException.class)
        .hasMessageContaining("(limit max-batch-bytes)");
    assertThat(table.seriesKeys()).hasSizeBetween(300, 600);
  }

  /** Else many refused rows, of which nothing is kept, would fill the batch. */
  @Test
  void columnsOfDiscardedRowsCountNoMore() {
    TableBatch table = batch(WriteLimits.DEFAULT.withMaxBatchBytes(20_000)).table("t");
    byte[] text = "text".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 10_000; i++) {
      table.column("c" + i, ColumnType.STRING).putString(0, text, 0, text.length);
      table.discardRow();
    }
    assertThat(table.columns()).isEmpty();
  }

  @Test
  void limitsOutsideTheirRangeAreRefusedByName() {
    assertThatThrownBy(() -> WriteLimits.DEFAULT.withNamesAndStrings(255, 64 * 1024 + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-string-bytes");
    assertThatThrownBy(() -> WriteLimits.DEFAULT.withMaxBatchBytes((256L << 20) + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-batch-bytes");
  }
}
