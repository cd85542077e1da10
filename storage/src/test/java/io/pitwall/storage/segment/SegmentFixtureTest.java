package io.pitwall.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A segment file as version 1 wrote it stays readable, whatever writers do later. */
class SegmentFixtureTest {
  private static final String NAME = "segment-v1.seg";

  /** Rows made of formulas, in every type and storage, with and without nulls. */
  private static Twin rows() {
    int[] blockRows = {1024, 300, 1};
    List<Twin.Column> columns = new ArrayList<>();
    columns.add(
        column(
            0, ColumnType.TIMESTAMP, false, row -> 1_700_000_000_000_000_000L + row * 1_000_003L));
    columns.add(column(1, ColumnType.LONG, false, row -> row % 7 == 3 ? null : (long) row * row));
    columns.add(column(2, ColumnType.LONG, false, row -> 44L));
    columns.add(
        column(3, ColumnType.DOUBLE, false, row -> row % 500 == 9 ? Double.NaN : row / 10.0));
    columns.add(column(4, ColumnType.DOUBLE, false, row -> row < 1024 ? null : -0.0));
    columns.add(column(5, ColumnType.BOOLEAN, false, row -> row / 100 % 2L));
    columns.add(
        column(6, ColumnType.STRING, false, row -> row % 5 == 0 ? null : "car " + row / 50));
    columns.add(column(7, ColumnType.STRING, true, row -> row % 11 == 0 ? "" : "lap größe " + row));
    return new Twin(blockRows, columns);
  }

  private static Twin.Column column(
      int id, ColumnType type, boolean text, IntFunction<@Nullable Object> value) {
    @Nullable Object[] values = IntStream.range(0, 1325).mapToObj(value).toArray();
    return new Twin.Column(Twin.schema(id, type), text, values);
  }

  /** Writes the fixture into a folder: for a new version of the format, never for an old one. */
  static void main(String[] arguments) throws IOException {
    System.out.println(rows().write(OsFileSystem.open(Path.of(arguments[0])), NAME, 42));
  }

  @Test
  void theFileOfVersion1ReadsAsTheRowsItWasMadeOf() throws IOException {
    Twin rows = rows();
    SimulatedFileSystem fs = new SimulatedFileSystem(new Chance(1));
    byte[] file;
    try (InputStream in = SegmentFixtureTest.class.getResourceAsStream("/fixtures/" + NAME)) {
      assertThat(in).isNotNull();
      file = in.readAllBytes();
    }
    fs.put(NAME, file);
    long firstTime = 1_700_000_000_000_000_000L;
    SegmentInfo info =
        new SegmentInfo(
            42, Twin.TABLE, 1325, firstTime, firstTime + 1324 * 1_000_003L, 100, 200, file.length);
    try (SegmentFile segment = SegmentFile.open(fs, NAME, info, new BlockCache(1 << 20))) {
      new TwinCheck(rows).checkAll(segment);
      assertThat(segment.series()).containsExactly(new SeriesRows(3, 0, 1325, 11, 12));
      assertThat(segment.clusteringKey()).containsExactly(10, 3);
    }
  }
}
