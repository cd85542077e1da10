package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemorySource.Kind;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of one table in sources of different kinds. */
class SourceKindsTest {
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "a:LONG note:STRING tag:TAG value:DOUBLE");

  private static List<List<@Nullable Object>> run(List<RowSource> sources, String sql)
      throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, sources);
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  private static MemorySource source(Kind kind, @Nullable Object[]... rows) {
    return new MemorySource(SCHEMA, Arrays.asList(rows), 4, kind);
  }

  private static @Nullable Object[] row(long time, @Nullable Object... values) {
    @Nullable Object[] row = new @Nullable Object[SCHEMA.columns().size()];
    row[0] = time;
    System.arraycopy(values, 0, row, 1, values.length);
    return row;
  }

  @Test
  void aColumnThatASourceLacksIsNullInItsRows() throws QueryException {
    for (Kind lacking : Kind.values()) {
      for (Kind having : Kind.values()) {
        List<RowSource> sources =
            List.of(
                source(lacking, row(1, 1L), row(2, 2L)),
                source(having, row(3, 3L, "x", "y", 1.5), row(4, 3L, null, null, null)));
        for (String column : List.of("note", "tag", "value", "UPPER(note)", "note || tag")) {
          String sql =
              "SELECT a, COUNT(DISTINCT %1$s), COUNT(%1$s) FROM samples GROUP BY a ORDER BY a"
                  .formatted(column);
          assertThat(run(sources, sql))
              .as("%s, %s and %s", column, lacking, having)
              .containsExactly(List.of(1L, 0L, 0L), List.of(2L, 0L, 0L), List.of(3L, 1L, 1L));
        }
        assertThat(
                run(
                    sources,
                    "SELECT CASE WHEN a > 1 THEN note ELSE tag END, note = tag, MIN(note),"
                        + " LAST(tag) FROM samples GROUP BY 1, 2 ORDER BY 1"))
            .containsExactly(
                Arrays.asList("x", false, "x", "y"), Arrays.asList(null, null, null, null));
      }
    }
  }

  @Test
  void sourcesAreOrderedByTimeWhileAWriterMovesTheirTimes() throws QueryException {
    int count = 500;
    for (int step : new int[] {7, 37, 61, 97, 131}) {
      List<RowSource> sources = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sources.add(source(Kind.OPEN_CHUNK, row(i * step % count * 100_000L, (long) i)));
      }
      for (String direction : List.of("ASC", "DESC")) {
        List<List<@Nullable Object>> rows =
            run(sources, "SELECT time FROM samples ORDER BY time " + direction + " LIMIT 2");
        assertThat(rows.get(0))
            .containsExactly(direction.equals("ASC") ? 0L : (count - 1) * 100_000L);
      }
    }
  }

  @Test
  void onlyPublishedStringsOfAGrowingDictionaryAreLookedUp() throws QueryException {
    MemorySource open = source(Kind.OPEN_CHUNK, row(1, 1L, "x", "y"));
    for (String condition : List.of("note = 'z'", "tag > 'z'", "note LIKE 'z%'", "tag IN ('z')")) {
      assertThat(run(List.of(open), "SELECT a FROM samples WHERE " + condition)).isEmpty();
    }
  }

  @Test
  void longsOfBeforeAColumnWasWidenedAreDoubles() throws QueryException {
    for (Kind kind : Kind.values()) {
      List<RowSource> sources =
          List.of(
              source(kind, row(1, null, null, null, 5L), row(2, null, null, null, 7L)),
              source(kind, row(3, null, null, null, 0.5)));
      assertThat(
              run(
                  sources,
                  "SELECT SUM(value), MIN(value), MAX(value), AVG(value) FROM samples"
                      + " WHERE value >= 5"))
          .containsExactly(List.of(12.0, 5.0, 7.0, 6.0));
    }
  }
}
