package io.pitwall.storage.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.Rows;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A reader beside the writer sees what was published to it, whole and unchanged. */
class HeadReadersTest {
  private record Published(HeadView view, TableSchema schema) {}

  @Test
  void aReaderSeesExactlyThePublishedRowsWhileMoreAreAppended() {
    Random random = SeededRandom.create("HeadReadersTest");
    RandomTable table = new RandomTable(random, true, 2);
    List<RowRun> runs = new ArrayList<>();
    List<TableSchema> schemas = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      runs.addAll(table.make(1 + random.nextInt(200)).written().runs());
      schemas.add(table.table().schema());
    }
    List<Map<String, Object>> twin = table.rows();
    HeadGeneration generation =
        new HeadGeneration(table.table(), new HeadArrays(Long.MAX_VALUE), 0, 0);
    AtomicReference<Published> published =
        new AtomicReference<>(new Published(generation.view(), schemas.getFirst()));
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> readUntil(published, twin));
    for (int i = 0; i < runs.size(); i++) {
      generation.append(runs.get(i), i + 1);
      published.set(new Published(generation.view(), schemas.get(i)));
    }
    assertThat(reader.join()).isPositive();
  }

  private static int readUntil(
      AtomicReference<Published> published, List<Map<String, Object>> twin) {
    int reads = 0;
    long rows = 0;
    while (rows < twin.size()) {
      Published now = published.get();
      rows = now.view().rows();
      try {
        List<Map<String, Object>> read = Rows.read(now.view().sources(), now.schema());
        assertThat(read.equals(twin.subList(0, (int) rows))).as("%d rows", rows).isTrue();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      reads++;
    }
    return reads;
  }
}
