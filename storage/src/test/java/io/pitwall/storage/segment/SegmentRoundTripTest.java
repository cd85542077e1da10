package io.pitwall.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentRoundTripTest {
  private static final String PATH = SegmentInfo.pathOf(42);

  @TempDir Path directory;
  private OsFileSystem fs;

  @BeforeEach
  void openFileSystem() throws IOException {
    fs = OsFileSystem.open(directory);
    fs.createDirectories(SegmentInfo.DIRECTORY);
  }

  private static long seed() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("SegmentRoundTripTest: -Dpitwall.seed=" + seed);
    return seed;
  }

  @Test
  void allTypesComeBackBitForBitWithTheirSummaries() throws IOException {
    Random random = new Random(seed());
    for (int run = 0; run < 12; run++) {
      int[] blockRows = new int[1 + random.nextInt(6)];
      Arrays.setAll(
          blockRows,
          i ->
              random.nextInt(3) == 0
                  ? 1 + random.nextInt(1024)
                  : random.nextBoolean() ? 1024 : 1 + random.nextInt(70));
      Twin twin = Twin.random(random, blockRows);
      SegmentInfo info = twin.write(fs, PATH, 42);
      assertThat(info.sizeBytes()).isEqualTo(fs.size(PATH));
      for (long cacheBytes : new long[] {0, 4096, 64 << 20}) {
        try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(cacheBytes))) {
          new TwinCheck(twin).checkAll(segment);
          new TwinCheck(twin).checkAll(segment);
        }
      }
      fs.delete(PATH);
    }
  }

  @Test
  void blocksCanBeReadInAnyOrder() throws IOException {
    Random random = new Random(seed());
    int[] blockRows = new int[40];
    Arrays.fill(blockRows, 100);
    Twin twin = Twin.random(random, blockRows);
    SegmentInfo info = twin.write(fs, PATH, 42);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(20_000))) {
      BlockReader reader = segment.reader();
      for (int i = 0; i < 2000; i++) {
        int block = random.nextInt(blockRows.length);
        Twin.Column column = twin.columns.get(random.nextInt(twin.columns.size()));
        new TwinCheck(twin).checkBlock(reader, column, column.schema(), block, block * 100, 100);
      }
    }
  }

  @Test
  void aColumnThatIsNotInTheFileIsNull() throws IOException {
    Twin twin = Twin.random(new Random(1), new int[] {1024, 3});
    SegmentInfo info = twin.write(fs, PATH, 42);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      ColumnSchema column = Twin.schema(99, ColumnType.STRING);
      ColumnVector vector = new ColumnVector();
      segment.reader().read(column, 1, vector);
      assertThat(vector.rows()).isEqualTo(3);
      assertThat(vector.isConstant()).isTrue();
      assertThat(vector.isNull(0)).isTrue();
      assertThat(segment.hasColumn(column)).isFalse();
      assertThat(segment.summaries(column)).isNull();
      assertThat(segment.totals(column)).isNull();
      assertThat(segment.dictionary(column)).isNull();
    }
  }

  @Test
  void headFactsAndDirectoryComeBack() throws IOException {
    Twin twin = Twin.random(new Random(2), new int[] {1024, 3});
    SegmentInfo info = twin.write(fs, PATH, 42);
    List<Object> times = Arrays.asList(twin.columns.get(0).values());
    assertThat(info)
        .isEqualTo(
            new SegmentInfo(
                42,
                Twin.TABLE,
                1027,
                (Long) times.get(0),
                (Long) times.get(1026),
                100,
                200,
                fs.size(PATH)));
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      assertThat(segment.info()).isEqualTo(info);
      assertThat(segment.minTime()).isEqualTo(info.minTime());
      assertThat(segment.maxTime()).isEqualTo(info.maxTime());
      assertThat(segment.series()).containsExactly(new SeriesRows(3, 0, 1027, 11, 12));
      assertThat(segment.clusteringKey()).containsExactly(10, 3);
      assertThat(segment.blockRows(1)).isEqualTo(3);
    }
  }

  @Test
  void aBlockOfEqualValuesIsAConstantVector() throws IOException {
    long[] times = new long[1000];
    Arrays.fill(times, 5);
    double[] zeros = new double[1000];
    Arrays.fill(zeros, -0.0);
    SegmentInfo info;
    try (SegmentWriter writer = SegmentWriter.create(fs, PATH, 42, 7, new int[] {1000})) {
      writer.beginColumn(0, ColumnType.TIMESTAMP, ColumnKind.TIME);
      writer.longBlock(times, 1000, null);
      writer.endColumn();
      writer.beginColumn(1, ColumnType.DOUBLE, ColumnKind.FIELD);
      writer.doubleBlock(zeros, 1000, null);
      writer.endColumn();
      writer.beginStringColumn(2, ColumnKind.TAG, new byte[] {'a', 'b'}, new int[] {1, 2}, 2);
      int[] codes = new int[1000];
      Arrays.fill(codes, 1);
      writer.codeBlock(codes, 1000, null);
      writer.endColumn();
      info = writer.finish(1, 1);
    }
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      ColumnVector vector = new ColumnVector();
      BlockReader reader = segment.reader();
      reader.read(Twin.schema(0, ColumnType.TIMESTAMP), 0, vector);
      assertThat(vector.isConstant()).isTrue();
      assertThat(vector.longs()[0]).isEqualTo(5);
      reader.read(Twin.schema(1, ColumnType.DOUBLE), 0, vector);
      assertThat(vector.isConstant()).isTrue();
      assertThat(Double.doubleToRawLongBits(vector.doubles()[0])).isEqualTo(Long.MIN_VALUE);
      reader.read(Twin.schema(2, ColumnType.STRING), 0, vector);
      assertThat(vector.isConstant()).isTrue();
      assertThat(vector.dictionary().string(vector.codes()[0])).isEqualTo("b");
    }
  }

  @Test
  void theBlockIndexOfARaceTakesUnderHalfAByteARow() throws IOException {
    int blocks = 200;
    int[] blockRows = new int[blocks];
    Arrays.fill(blockRows, 1024);
    Random random = new Random(3);
    long indexBytes;
    try (SegmentWriter writer = SegmentWriter.create(fs, PATH, 42, 7, blockRows)) {
      long[] times = new long[1024];
      double[] values = new double[1024];
      for (int column = 0; column < 12; column++) {
        if (column == 0) {
          writer.beginColumn(0, ColumnType.TIMESTAMP, ColumnKind.TIME);
        } else {
          writer.beginColumn(column, ColumnType.DOUBLE, ColumnKind.FIELD);
        }
        for (int block = 0; block < blocks; block++) {
          for (int i = 0; i < 1024; i++) {
            times[i] = (block * 1024L + i) * 1_000_003;
            values[i] = Math.round(random.nextDouble() * 2000) / 10.0;
          }
          if (column == 0) {
            writer.longBlock(times, 1024, null);
          } else {
            writer.doubleBlock(values, 1024, null);
          }
        }
        writer.endColumn();
      }
      SegmentInfo info = writer.finish(1, 2);
      try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
        indexBytes = info.sizeBytes();
        for (int column = 0; column < 12; column++) {
          ColumnEntry entry =
              segment.find(
                  Twin.schema(column, column == 0 ? ColumnType.TIMESTAMP : ColumnType.DOUBLE));
          assertThat(entry).isNotNull();
          indexBytes -= entry.dataLength();
        }
      }
    }
    assertThat(indexBytes / (blocks * 1024.0)).isLessThan(0.5);
  }

  @Test
  void theWriterRefusesWhatWouldMakeAWrongFile() throws IOException {
    try (SegmentWriter writer = SegmentWriter.create(fs, PATH, 42, 7, new int[] {2, 1})) {
      assertThatThrownBy(() -> writer.beginColumn(0, ColumnType.LONG, ColumnKind.FIELD))
          .isInstanceOf(IllegalArgumentException.class);
      writer.beginStringColumn(3, ColumnKind.FIELD, new byte[] {'a'}, new int[] {1}, 1);
      assertThatThrownBy(() -> writer.codeBlock(new int[] {0, 1}, 2, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dictionary of 1");
      assertThatThrownBy(() -> writer.codeBlock(new int[] {0}, 1, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("can't have 1 rows");
      assertThatThrownBy(writer::endColumn)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("0 of 2 blocks");
      assertThatThrownBy(() -> writer.finish(1, 1)).isInstanceOf(IllegalStateException.class);
    }
    fs.delete(PATH);
    try (SegmentWriter writer = SegmentWriter.create(fs, PATH, 42, 7, new int[] {1})) {
      assertThatThrownBy(() -> writer.finish(1, 1)).hasMessageContaining("time is missing");
      byte[] arena = {'b', 'a'};
      assertThatThrownBy(
              () -> writer.beginStringColumn(3, ColumnKind.FIELD, arena, new int[] {1, 2}, 2))
          .hasMessageContaining("not above the one before");
    }
    assertThatThrownBy(() -> SegmentWriter.create(fs, "x", 1, 1, new int[] {1025}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SegmentWriter.create(fs, "x", 1, 1, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
