package io.pitwall.storage.sorting;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.Rows;
import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Random rows, unsealed and sealed, against the plain list that they came from. */
class SegmentSealerTwinTest {
  private static final int[] CHUNK_ROWS = {
    MemoryOptions.MIN_CHUNK_ROWS, 1024, MemoryOptions.DEFAULT_CHUNK_ROWS
  };

  private final Random random = SeededRandom.create("SegmentSealerTwinTest");
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));

  private static HeadGeneration fill(RandomTable table, Random random, int rows) {
    HeadGeneration generation = null;
    int chunkRows = CHUNK_ROWS[random.nextInt(CHUNK_ROWS.length)];
    long lsn = 0;
    for (int left = rows; left > 0; ) {
      int count = Math.min(left, 1 + random.nextInt(Math.max(1, rows / 4)));
      for (RowRun run : table.make(count).written().runs()) {
        if (generation == null) {
          generation =
              new HeadGeneration(table.table(), new HeadArrays(Long.MAX_VALUE, chunkRows), 0, 0);
        }
        assertThat(generation.accepts(run)).isTrue();
        generation.append(run, ++lsn);
      }
      left -= count;
    }
    if (generation == null) {
      throw new IllegalArgumentException("no rows");
    }
    return generation;
  }

  @Test
  void unsealedAndSealedRowsReadLikeTheirTwin() throws IOException {
    files.createDirectories(SegmentInfo.DIRECTORY);
    AtomicLong ids = new AtomicLong();
    SegmentSealer sealer = new SegmentSealer(files);
    for (int rows : new int[] {1, 127, 128, 129, 1024, 1025, 5000, 40, 66_000}) {
      RandomTable table = new RandomTable(random, random.nextBoolean(), 1 + random.nextInt(6));
      HeadGeneration generation = fill(table, random, rows);
      List<Map<String, Object>> twin = table.rows();
      assertThat(Rows.read(generation.view().sources(), table.table().schema()).equals(twin))
          .as("unsealed, %d rows", rows)
          .isTrue();
      List<Map<String, Object>> sealed = new ArrayList<>();
      for (SegmentInfo info :
          sealer.seal(new FrozenRows(generation.view()), ids::incrementAndGet)) {
        try (SegmentFile file =
            SegmentFile.open(files, info.path(), info, new BlockCache(1 << 24))) {
          List<Map<String, Object>> read = Rows.read(List.of(file), table.table().schema());
          assertOnePartition(read);
          sealed.addAll(read);
        }
      }
      sealed.sort(Comparator.comparingLong(row -> longOf(row, "n")));
      assertThat(sealed.equals(twin)).as("sealed, %d rows", rows).isTrue();
    }
  }

  private static void assertOnePartition(List<Map<String, Object>> rows) {
    assertThat(rows.stream().map(row -> longOf(row, "time") / RandomTable.PARTITION_NANOS))
        .containsOnly(longOf(rows.getFirst(), "time") / RandomTable.PARTITION_NANOS);
  }

  private static long longOf(Map<String, Object> row, String column) {
    return (Long) Objects.requireNonNull(row.get(column), column);
  }

  @Test
  void groupsLieTogetherInTimeOrderAndTiesInLogOrder() {
    SortMemory memory = new SortMemory();
    for (int rows : new int[] {66_000, 1, 200, 5000}) {
      RandomTable table = new RandomTable(random, true, 4);
      FrozenRows frozen = new FrozenRows(fill(table, random, rows).view());
      RowGroups groups = RowGroups.of(frozen, memory);
      RowOrder order = RowSorter.order(frozen, groups, memory, RandomTable.PARTITION_NANOS);
      int[] sources = new int[rows];
      Arrays.fill(sources, -1);
      for (int row = 0; row < rows; row++) {
        sources[order.destinations()[row]] = row;
      }
      assertThat(Arrays.stream(sources).allMatch(row -> row >= 0)).isTrue();
      int at = 0;
      for (RowOrder.Piece piece : order.pieces()) {
        assertThat(piece.from()).isEqualTo(at);
        checkPiece(piece, sources, groups.groupOf(), order.times());
        at += piece.rowCount();
      }
      assertThat(at).isEqualTo(rows);
    }
  }

  private static void checkPiece(RowOrder.Piece piece, int[] sources, int[] groupOf, long[] times) {
    int end = piece.from() + piece.rowCount();
    int[] sizes = new int[Arrays.stream(groupOf).max().orElse(0) + 1];
    for (int i = piece.from(); i < end; i++) {
      sizes[groupOf[sources[i]]]++;
    }
    boolean[] isDone = new boolean[sizes.length];
    for (int i = piece.from() + 1; i < end; i++) {
      int before = groupOf[sources[i - 1]];
      if (groupOf[sources[i]] == before) {
        assertThat(times[i]).isGreaterThanOrEqualTo(times[i - 1]);
        assertThat(times[i] > times[i - 1] || sources[i] > sources[i - 1]).isTrue();
      } else {
        isDone[before] = true;
        assertThat(isDone[groupOf[sources[i]]]).isFalse();
      }
    }
    int from = piece.from();
    for (int count : piece.blockRows()) {
      assertThat(count).isBetween(1, 1024);
      int first = groupOf[sources[from]];
      for (int i = from; i < from + count; i++) {
        int group = groupOf[sources[i]];
        assertThat(group == first || sizes[group] < RowSorter.MIN_OWN_BLOCK_ROWS).isTrue();
      }
      from += count;
    }
  }

  @Test
  void rowsSpreadThinOverTimeMakeABoundedNumberOfSegments() {
    RandomTable table = new RandomTable(random, false, 5000);
    FrozenRows frozen = new FrozenRows(fill(table, random, 6000).view());
    SortMemory memory = new SortMemory();
    RowGroups groups = RowGroups.of(frozen, memory);
    RowOrder order = RowSorter.order(frozen, groups, memory, RandomTable.PARTITION_NANOS);
    assertThat(order.pieces()).hasSizeBetween(2, RowSorter.MAX_PIECES);
  }
}
