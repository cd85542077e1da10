package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What statements keep of long texts, of which no two are the same. */
class TextMemoryTest {
  private static final long MIB = 1L << 20;
  private static final int ROWS = 24 * 1024;
  private static final int LENGTH = 1000;
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "logs", "number:LONG message:STRING");

  private final MemoryStore store = new MemoryStore();

  TextMemoryTest() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String rest = "x".repeat(LENGTH - 8);
    for (int i = 0; i < ROWS; i++) {
      rows.add(new @Nullable Object[] {(long) i, (long) i % 3, "%08d".formatted(i) + rest});
    }
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 1024, MemorySource.Kind.SEALED_TEXT)));
  }

  private List<List<@Nullable Object>> run(String sql, long maxBytes) throws QueryException {
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW)
        .run(sql, maxBytes, Statements.ENOUGH_TIME, new QueryCancellation());
  }

  @Test
  void functionsKeepTheTextsOfAPageOnly() throws QueryException {
    for (String function :
        List.of("UPPER(message)", "message || '!'", "LOWER(UPPER(message) || message)")) {
      assertThat(run("SELECT COUNT(*) FROM logs WHERE " + function + " <> ''", 16 * MIB))
          .containsExactly(List.of((long) ROWS));
    }
  }

  @Test
  void textsOfAPageAreCountedAgainstTheStatement() {
    for (String function : List.of("UPPER(message)", "message || '!'")) {
      assertThatThrownBy(
              () -> run("SELECT COUNT(*) FROM logs WHERE " + function + " <> ''", MIB / 2))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_MEMORY));
    }
  }

  @Test
  void aggregatesOfOneTextKeepOneForEachGroup() throws QueryException {
    for (String groups : List.of("", " GROUP BY number ORDER BY number LIMIT 1")) {
      List<@Nullable Object> row =
          run(
                  "SELECT MIN(message), MAX(message), FIRST(message), LAST(message),"
                      + " ANY_VALUE(message) FROM logs"
                      + groups,
                  48 * MIB)
              .get(0);
      int step = groups.isEmpty() ? 1 : 3;
      assertThat((String) row.get(0)).startsWith("00000000x");
      assertThat((String) row.get(1)).startsWith("%08dx".formatted(ROWS - step));
      assertThat(row.get(2)).isEqualTo(row.get(0));
      assertThat(row.get(3)).isEqualTo(row.get(1));
      assertThat(row.get(4)).isNotNull();
    }
  }
}
