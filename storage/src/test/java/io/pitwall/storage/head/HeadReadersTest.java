package io.pitwall.storage.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.Rows;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A reader beside the writer sees what was published to it, whole and unchanged. */
class HeadReadersTest {
  private static final int APPENDS = 60;
  private static final int APPENDS_PER_MEETING = 5;

  private record Published(HeadView view, TableSchema schema) {}

  @Test
  void aReaderSeesExactlyThePublishedRowsWhileMoreAreAppended() {
    Random random = SeededRandom.create("HeadReadersTest");
    RandomTable table = new RandomTable(random, true, 2);
    List<RowRun> runs = new ArrayList<>();
    List<TableSchema> schemas = new ArrayList<>();
    for (int i = 0; i < APPENDS; i++) {
      runs.addAll(table.make(1 + random.nextInt(200)).written().runs());
      schemas.add(table.table().schema());
    }
    List<Map<String, Object>> twin = table.rows();
    HeadGeneration generation =
        new HeadGeneration(
            table.table(), new HeadArrays(Long.MAX_VALUE, MemoryOptions.DEFAULT_CHUNK_ROWS), 0, 0);
    AtomicReference<Published> published =
        new AtomicReference<>(new Published(generation.view(), schemas.getFirst()));
    AtomicLong rowsRead = new AtomicLong();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> readAllStates(published, twin, rowsRead));
    for (int i = 0; i < runs.size(); i++) {
      generation.append(runs.get(i), i + 1);
      published.set(new Published(generation.view(), schemas.get(i)));
      if (i % APPENDS_PER_MEETING == 0) {
        awaitReading(rowsRead, generation.rows(), reader);
      }
    }
    assertThat(reader.join()).isGreaterThanOrEqualTo(APPENDS / APPENDS_PER_MEETING);
  }

  /**
   * Waits until the reader has read a state of at least these rows, so that it reads many states;
   * between two such waits it reads while rows are appended.
   */
  private static void awaitReading(
      AtomicLong rowsRead, long rows, CompletableFuture<Integer> reader) {
    while (rowsRead.get() < rows && !reader.isDone()) {
      Thread.onSpinWait();
    }
  }

  /** Reads until all rows are there, and returns the number of different states that it read. */
  private static int readAllStates(
      AtomicReference<Published> published, List<Map<String, Object>> twin, AtomicLong rowsRead) {
    int states = 0;
    long rows = 0;
    while (rows < twin.size()) {
      Published now = published.get();
      states += now.view().rows() > rows ? 1 : 0;
      rows = now.view().rows();
      try {
        List<Map<String, Object>> read = Rows.read(now.view().sources(), now.schema());
        assertThat(read.equals(twin.subList(0, (int) rows))).as("%d rows", rows).isTrue();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rowsRead.set(rows);
    }
    return states;
  }
}
