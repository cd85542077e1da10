package io.pitwall.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a file's bytes: the right values, or a named error. */
class SegmentDamageTest {
  private static final String PATH = SegmentInfo.pathOf(42);

  private final SimulatedFileSystem fs = new SimulatedFileSystem(new Chance(1));

  @BeforeEach
  void makeDirectory() throws IOException {
    fs.createDirectories(SegmentInfo.DIRECTORY);
  }

  private static Twin small() {
    return Twin.random(new Random(12), new int[] {40, 9});
  }

  private void readAll(Twin twin, SegmentInfo info) throws IOException {
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      new TwinCheck(twin).checkAll(segment);
      assertThat(segment.series()).containsExactly(new SeriesRows(3, 0, twin.rows, 11, 12));
    }
  }

  @Test
  void everyFlippedBitIsFoundOrChangesNothing() throws IOException {
    Twin twin = small();
    SegmentInfo info = twin.write(fs, PATH, 42);
    readAll(twin, info);
    int unread = 0;
    for (int at = 0; at < info.sizeBytes(); at++) {
      int bit = at % 8;
      fs.flipBit(PATH, at, bit);
      try {
        readAll(twin, info);
        unread++;
      } catch (DamagedFileException e) {
        assertThat(e).hasMessageContaining(PATH).hasMessageContaining("offset");
      } catch (IOException | RuntimeException e) {
        fail("byte " + at + " gives another error", e);
      }
      fs.flipBit(PATH, at, bit);
    }
    // All that is not read are the dictionaries, indexes and blocks of columns without a value.
    assertThat(unread).isLessThan((int) (info.sizeBytes() / 5));
  }

  @Test
  void everyTruncationIsFoundOnOpening() throws IOException {
    Twin twin = small();
    SegmentInfo info = twin.write(fs, PATH, 42);
    byte[] whole = fs.content(PATH);
    for (int length = 0; length < whole.length; length++) {
      fs.put(PATH, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> readAll(twin, info))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(PATH);
      SegmentInfo shorter =
          new SegmentInfo(
              42, Twin.TABLE, info.rows(), info.minTime(), info.maxTime(), 100, 200, length);
      assertThatThrownBy(() -> readAll(twin, shorter)).isInstanceOf(DamagedFileException.class);
    }
  }

  /** Columns of three blocks each, all of one length, with other values in each place and file. */
  private SegmentInfo twoAlike(String path, long fileId, int tableId) throws IOException {
    try (SegmentWriter writer =
        SegmentWriter.create(fs, path, fileId, tableId, new int[] {64, 64, 64})) {
      for (int column = 0; column < 3; column++) {
        writer.beginColumn(
            column,
            column == 0 ? ColumnType.TIMESTAMP : ColumnType.LONG,
            column == 0 ? ColumnKind.TIME : ColumnKind.FIELD);
        for (int block = 0; block < 3; block++) {
          long place = fileId * 9 + column * 3L + block;
          long[] values = new long[64];
          Arrays.setAll(values, i -> value(i, place));
          writer.longBlock(values, 64, null);
        }
        writer.endColumn();
      }
      return writer.finish(1, 2);
    }
  }

  private static long value(int row, long place) {
    return (row * 0x9E3779B97F4A7C15L + place) >>> 3 | 1L << 62;
  }

  private void swap(String path, long one, long other, int length) {
    byte[] content = fs.content(path);
    fs.overwrite(path, one, Arrays.copyOfRange(content, (int) other, (int) other + length));
    fs.overwrite(path, other, Arrays.copyOfRange(content, (int) one, (int) one + length));
  }

  private static ColumnEntry entry(SegmentFile segment, int column) throws IOException {
    ColumnEntry entry =
        segment.find(Twin.schema(column, column == 0 ? ColumnType.TIMESTAMP : ColumnType.LONG));
    if (entry == null) {
      throw new AssertionError("column " + column + " is missing");
    }
    return entry;
  }

  @Test
  void swappedBlocksOfOneColumnAreFound() throws IOException {
    SegmentInfo info = twoAlike(PATH, 42, 7);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      ColumnIndex index = segment.index(entry(segment, 1));
      assertThat(index.length(0)).isEqualTo(index.length(1));
      swap(PATH, index.offsets()[0], index.offsets()[1], index.length(0));
      BlockReader reader = segment.reader();
      ColumnVector vector = new ColumnVector();
      assertThatThrownBy(() -> reader.read(Twin.schema(1, ColumnType.LONG), 0, vector))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(PATH)
          .hasMessageContaining("block 0 of column 1 of table 7")
          .hasMessageContaining("offset " + index.offsets()[0]);
      reader.read(Twin.schema(1, ColumnType.LONG), 2, vector);
      assertThat(vector.longs()[5]).isEqualTo(value(5, 42 * 9 + 3 + 2));
    }
  }

  @Test
  void swappedBlocksOfTwoColumnsAreFound() throws IOException {
    SegmentInfo info = twoAlike(PATH, 42, 7);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      ColumnIndex one = segment.index(entry(segment, 1));
      ColumnIndex two = segment.index(entry(segment, 2));
      fs.overwrite(
          PATH,
          one.offsets()[0],
          Arrays.copyOfRange(
              fs.content(PATH), (int) two.offsets()[0], (int) two.offsets()[0] + two.length(0)));
      assertThat(one.length(0)).isEqualTo(two.length(0));
      assertThatThrownBy(
              () -> segment.reader().read(Twin.schema(1, ColumnType.LONG), 0, new ColumnVector()))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("block 0 of column 1 of table 7");
    }
  }

  @Test
  void anotherSegmentUnderThisNameIsFound() throws IOException {
    String otherPath = SegmentInfo.pathOf(43);
    SegmentInfo other = twoAlike(otherPath, 43, 7);
    fs.move(otherPath, PATH);
    SegmentInfo expected =
        new SegmentInfo(
            42, 7, other.rows(), other.minTime(), other.maxTime(), 1, 2, other.sizeBytes());
    assertThatThrownBy(() -> SegmentFile.open(fs, PATH, expected, new BlockCache(0)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("file id is 43, expected 42");
  }

  @Test
  void aBlockOfAnotherFileIsFound() throws IOException {
    String otherPath = SegmentInfo.pathOf(43);
    SegmentInfo info = twoAlike(PATH, 42, 7);
    SegmentInfo otherInfo = twoAlike(otherPath, 43, 7);
    BlockCache cache = new BlockCache(1 << 20);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, cache);
        SegmentFile other = SegmentFile.open(fs, otherPath, otherInfo, cache)) {
      ColumnIndex index = segment.index(entry(segment, 2));
      ColumnIndex otherIndex = other.index(entry(other, 2));
      assertThat(index.length(1)).isEqualTo(otherIndex.length(1));
      int from = (int) otherIndex.offsets()[1];
      byte[] block = Arrays.copyOfRange(fs.content(otherPath), from, from + index.length(1));
      fs.overwrite(PATH, index.offsets()[1], block);
      assertThatThrownBy(
              () -> segment.reader().read(Twin.schema(2, ColumnType.LONG), 1, new ColumnVector()))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("block 1 of column 2 of table 7");
    }
  }

  @Test
  void theChecksumKnowsItsPlace() {
    byte[] bytes = new byte[10];
    assertThat(
            java.util.stream.IntStream.of(
                SegmentFormat.crc(1, 2, 3, 4, bytes, 0, 10),
                SegmentFormat.crc(9, 2, 3, 4, bytes, 0, 10),
                SegmentFormat.crc(1, 9, 3, 4, bytes, 0, 10),
                SegmentFormat.crc(1, 2, 9, 4, bytes, 0, 10),
                SegmentFormat.crc(1, 2, 3, 9, bytes, 0, 10)))
        .doesNotHaveDuplicates();
  }

  @Test
  void damageAheadIsToldToThoseAloneWhoAskForIt() throws IOException {
    SegmentInfo info = twoAlike(PATH, 42, 7);
    try (SegmentFile segment = SegmentFile.open(fs, PATH, info, new BlockCache(1 << 20))) {
      ColumnIndex index = segment.index(entry(segment, 1));
      fs.flipBit(PATH, index.offsets()[1] + 3, 3);
      BlockReader reader = segment.reader();
      ColumnVector vector = new ColumnVector();
      reader.read(Twin.schema(1, ColumnType.LONG), 0, vector);
      assertThat(vector.longs()[7]).isEqualTo(value(7, 42 * 9 + 3));
      assertThatThrownBy(() -> reader.read(Twin.schema(1, ColumnType.LONG), 1, vector))
          .isInstanceOf(DamagedFileException.class);
    }
  }

  @Test
  void anUnknownVersionIsRefusedByName() throws IOException {
    SegmentInfo info = twoAlike(PATH, 42, 7);
    byte[] header = SegmentFormat.header(42, 7);
    header[8] = 2;
    LittleEndian.putInt(header, 28, Checksum.of(header, 0, 28));
    fs.overwrite(PATH, 0, header);
    assertThatThrownBy(() -> SegmentFile.open(fs, PATH, info, new BlockCache(0)))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining(PATH)
        .hasMessageContaining("segment version 2");
  }

  @Test
  void aWriteErrorComesOutOfFinish() throws IOException {
    fs.failOn(Operation.WRITE, 1, false, "disk full");
    try (SegmentWriter writer = SegmentWriter.create(fs, PATH, 42, 7, new int[] {1})) {
      writer.beginColumn(0, ColumnType.TIMESTAMP, ColumnKind.TIME);
      writer.longBlock(new long[] {1}, 1, null);
      writer.endColumn();
      assertThatThrownBy(() -> writer.finish(1, 1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFinishedFileSurvivesACrash() throws IOException {
    Twin twin = small();
    SegmentInfo info = twin.write(fs, PATH, 42);
    fs.syncDirectory(SegmentInfo.DIRECTORY);
    fs.recoverAfterCrash();
    readAll(twin, info);
  }
}
