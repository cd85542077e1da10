package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemorySource.Kind;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one statement aggregated of sealed rows and the next one need not read again. */
class KeptAggregatesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int BLOCK_ROWS = 10;
  private static final int ROWS = 50;
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "car:LONG driver:STRING force:DOUBLE brake:LONG");

  /** The sums need the rows: summaries don't tell them. */
  private static final String SLIDING =
      "SELECT driver, COUNT(*), SUM(brake + 1), MAX(force * 2), COUNT(DISTINCT brake % 3),"
          + " MIN(driver || '!'), FIRST(brake), LAST(brake)"
          + " FROM samples WHERE brake > 2 AND time >= now() - INTERVAL '1 minute'"
          + " GROUP BY driver ORDER BY driver";

  private final MemorySource older = source(-100, true);
  private final MemorySource sealed = source(-50, true);
  private final MemorySource unsealed = source(0, false);
  private final Statements statements = statements(older, sealed, unsealed);

  /** A row a second from a second on, relative to now. */
  private static MemorySource source(int firstSecond, boolean isSealed) {
    return source(firstSecond, isSealed ? Kind.SEALED : Kind.OPEN_CHUNK);
  }

  private static MemorySource source(int firstSecond, Kind kind) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new @Nullable Object[] {
            RaceRows.NOW + (firstSecond + i) * SECOND,
            (long) (i % 3),
            i % 7 == 0 ? null : "driver " + i % 3,
            i * 0.5,
            (long) (i % BLOCK_ROWS)
          });
    }
    return new MemorySource(SCHEMA, rows, BLOCK_ROWS, kind);
  }

  private static Statements statements(MemorySource... sources) {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(sources));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  /** The answer of an engine that has kept nothing yet. */
  private List<List<@Nullable Object>> fresh(String sql, int secondsLater) throws QueryException {
    return statements(source(-100, true), source(-50, true), source(0, false))
        .after(secondsLater * SECOND)
        .run(sql);
  }

  @Test
  void sealedRowsWithinTheWindowAreReadOnceAndAllOthersEachTime() throws QueryException {
    assertThat(statements.run(SLIDING)).isEqualTo(fresh(SLIDING, 0));
    int sealedBlocks = sealed.decodedBlocks();
    int olderBlocks = older.decodedBlocks();
    int unsealedBlocks = unsealed.decodedBlocks();
    assertThat(sealedBlocks).isPositive();
    assertThat(statements.after(SECOND).run(SLIDING)).isEqualTo(fresh(SLIDING, 1));
    assertThat(sealed.decodedBlocks()).isEqualTo(sealedBlocks);
    assertThat(older.decodedBlocks()).isGreaterThan(olderBlocks);
    assertThat(unsealed.decodedBlocks()).isGreaterThan(unsealedBlocks);
  }

  @Test
  void chunksThatAreFullAreReadOnceToo() throws QueryException {
    MemorySource full = source(-50, Kind.FULL_CHUNK);
    Statements onChunks = statements(source(-100, true), full, source(0, false));
    assertThat(onChunks.run(SLIDING)).isEqualTo(fresh(SLIDING, 0));
    int blocks = full.decodedBlocks();
    assertThat(blocks).isPositive();
    assertThat(onChunks.after(SECOND).run(SLIDING)).isEqualTo(fresh(SLIDING, 1));
    assertThat(full.decodedBlocks()).isEqualTo(blocks);
  }

  @Test
  void asTheWindowMovesOverTheRowsTheAnswerStaysRight() throws QueryException {
    for (int second = 0; second < 120; second += 7) {
      assertThat(statements.after(second * SECOND).run(SLIDING))
          .as("%d s later", second)
          .isEqualTo(fresh(SLIDING, second));
    }
  }

  @Test
  void anotherConditionOrArgumentIsAnotherQuestion() throws QueryException {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        String sql =
            "SELECT car, SUM(brake + %d) FROM samples WHERE brake %% 4 > %d GROUP BY car ORDER BY 1"
                .formatted(i, k);
        assertThat(statements.run(sql)).as(sql).isEqualTo(fresh(sql, 0));
      }
    }
  }

  @Test
  void whatNowIsPartOfIsNotKept() throws QueryException {
    for (String sql :
        List.of(
            "SELECT SUM(CASE WHEN time > now() THEN 1 ELSE 0 END) FROM samples",
            "SELECT COUNT(*) FROM samples WHERE brake > 100 OR time > now()",
            "SELECT now() - INTERVAL '1 hour' AS t, COUNT(*) FROM samples GROUP BY 1")) {
      for (int second : new int[] {0, 10, 20}) {
        assertThat(statements.after(second * SECOND).run(sql))
            .as("%s, %d s later", sql, second)
            .isEqualTo(fresh(sql, second));
      }
    }
  }

  @Test
  void nothingIsKeptWhereThereIsNoRoom() throws QueryException {
    Statements forgetful = statements.keeping(0);
    assertThat(forgetful.run(SLIDING)).isEqualTo(fresh(SLIDING, 0));
    int blocks = sealed.decodedBlocks();
    assertThat(forgetful.run(SLIDING)).isEqualTo(fresh(SLIDING, 0));
    assertThat(sealed.decodedBlocks()).isEqualTo(2 * blocks);
  }
}
