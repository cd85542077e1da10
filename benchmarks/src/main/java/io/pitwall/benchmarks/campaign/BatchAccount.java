package io.pitwall.benchmarks.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.client.load.BatchLedger;
import io.pitwall.client.race.RaceTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of each batch, as the client knows it, and whether the server agrees: an acknowledged
 * batch must be there whole and once, any other whole or not at all, and none that was not sent.
 * The ledger's methods may be called by any thread.
 *
 * <p>A batch of n rows, numbered from 0, is whole and once if it counts n rows from 0 to n − 1
 * whose numbers and whose squares add up as they must.
 */
final class BatchAccount implements BatchLedger {
  private static final JsonFactory JSON = new JsonFactory();

  private static final class Sent {
    final int rows;
    volatile boolean acknowledged;

    Sent(int rows) {
      this.rows = rows;
    }
  }

  private final Map<String, Map<Long, Sent>> tables = new ConcurrentHashMap<>();

  BatchAccount() {
    for (RaceTable table : RaceTable.values()) {
      tables.put(table.tableName(), new ConcurrentHashMap<>());
    }
  }

  @Override
  public void attempted(String table, long batchId, int rows) {
    of(table).putIfAbsent(batchId, new Sent(rows));
  }

  @Override
  public void acknowledged(String table, long batchId, int rows) {
    Sent sent = of(table).get(batchId);
    if (sent == null) {
      throw new IllegalStateException("batch " + batchId + " was acknowledged before it was sent");
    }
    sent.acknowledged = true;
  }

  private Map<Long, Sent> of(String table) {
    Map<Long, Sent> batches = tables.get(table);
    if (batches == null) {
      throw new IllegalArgumentException("no table " + table + " is known");
    }
    return batches;
  }

  /**
   * What a check found.
   *
   * @param acknowledged batches acknowledged so far, all of them found whole if nothing is broken
   * @param unanswered other batches sent so far
   * @param unansweredThere those of them that are there
   * @param rows rows found
   * @param violations one sentence for each promise broken
   */
  record Finding(
      long acknowledged,
      long unanswered,
      long unansweredThere,
      long rows,
      List<String> violations) {}

  /** Asks the server for every batch of every table. */
  Finding check(ServerProcess server) throws IOException, InterruptedException {
    long acknowledged = 0;
    long unanswered = 0;
    long unansweredThere = 0;
    long rows = 0;
    List<String> violations = new ArrayList<>();
    for (Map.Entry<String, Map<Long, Sent>> table : tables.entrySet()) {
      if (table.getValue().isEmpty()) {
        continue;
      }
      Set<Long> there = new HashSet<>();
      for (long[] found : found(server, table.getKey())) {
        there.add(found[0]);
        rows += found[1];
        check(table.getKey(), found, table.getValue().get(found[0]), violations);
      }
      for (Map.Entry<Long, Sent> batch : table.getValue().entrySet()) {
        boolean isThere = there.contains(batch.getKey());
        if (batch.getValue().acknowledged) {
          acknowledged++;
          if (!isThere) {
            violations.add(
                "acknowledged batch %d of %s is gone".formatted(batch.getKey(), table.getKey()));
          }
        } else {
          unanswered++;
          unansweredThere += isThere ? 1 : 0;
        }
      }
    }
    return new Finding(acknowledged, unanswered, unansweredThere, rows, violations);
  }

  private static void check(String table, long[] found, @Nullable Sent sent, List<String> out) {
    if (sent == null) {
      out.add("batch %d of %s was invented".formatted(found[0], table));
      return;
    }
    long n = sent.rows;
    boolean isWhole =
        found[1] == n
            && found[2] == 0
            && found[3] == n - 1
            && found[4] == n * (n - 1) / 2
            && found[5] == (n - 1) * n * (2 * n - 1) / 6;
    if (!isWhole) {
      out.add(
          "batch %d of %s (%s) has %d rows from %d to %d instead of %d"
              .formatted(
                  found[0],
                  table,
                  sent.acknowledged ? "acknowledged" : "unanswered",
                  found[1],
                  found[2],
                  found[3],
                  n));
    }
  }

  /**
   * By batch: its number, rows, least and greatest row number, sum of them and of their squares.
   */
  private static List<long[]> found(ServerProcess server, String table)
      throws IOException, InterruptedException {
    if (!isThere(server, table)) {
      return List.of(); // killed before its first batch was stored
    }
    String sql =
        "SELECT \"batch\", COUNT(*), MIN(\"row\"), MAX(\"row\"), SUM(\"row\"),"
            + " SUM(\"row\" * \"row\") FROM "
            + table
            + " GROUP BY \"batch\"";
    return numbers(server.query(sql), 6);
  }

  private static boolean isThere(ServerProcess server, String table)
      throws IOException, InterruptedException {
    String tables = new String(server.query("SHOW TABLES"), StandardCharsets.UTF_8);
    return tables.contains("[\"" + table + "\"]");
  }

  /** The rows of an answer that holds whole numbers alone. */
  static List<long[]> numbers(byte[] answer, int columns) throws IOException {
    List<long[]> rows = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken(); // into the object
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (!"data".equals(field)) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
          long[] row = new long[columns];
          for (int i = 0; i < columns; i++) {
            json.nextToken();
            row[i] = json.getLongValue();
          }
          json.nextToken();
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
