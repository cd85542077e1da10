package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Subqueries whose columns are used so often that the optimizer leaves their projections apart:
 * merged, the expressions would grow with every level.
 */
class StackedProjectionsTest {
  private static final TableSchema SCHEMA = RaceRows.schema(1, "t", "other:LONG n:LONG");

  /** {@code c} is 80 · (n + 20). */
  private static final String STACK =
      "SELECT time, "
          + sum("b", 16)
          + " AS c FROM (SELECT time, "
          + sum("a", 5)
          + " AS b FROM (SELECT time, n"
          + "+1".repeat(20)
          + " AS a FROM t) x) y";

  private static String sum(String column, int times) {
    return column + ("+" + column).repeat(times - 1);
  }

  private static List<List<@Nullable Object>> run(String sql) throws QueryException {
    MemoryStore store = new MemoryStore();
    List<@Nullable Object[]> rows =
        List.of(new @Nullable Object[] {1L, 7L, 10L}, new @Nullable Object[] {2L, 8L, 20L});
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 2, true)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql);
  }

  @Test
  void eachProjectionReadsTheColumnsOfTheOneBelow() throws QueryException {
    assertThat(run(STACK + " ORDER BY time"))
        .isEqualTo(List.of(List.of(1L, 2400L), List.of(2L, 3200L)));
    assertThat(run("SELECT " + sum("c", 16) + " FROM (" + STACK + ") z ORDER BY 1"))
        .isEqualTo(List.of(List.of(38_400L), List.of(51_200L)));
  }

  @Test
  void conditionsAndAggregatesReadThemToo() throws QueryException {
    String from = " FROM (" + STACK + ") z WHERE c > 2400";
    assertThat(run("SELECT time, c" + from)).isEqualTo(List.of(List.of(2L, 3200L)));
    assertThat(run("SELECT SUM(c), COUNT(*)" + from)).isEqualTo(List.of(List.of(3200L, 1L)));
    assertThat(run("SELECT c, COUNT(*)" + from + " GROUP BY c HAVING c < 4000"))
        .isEqualTo(List.of(List.of(3200L, 1L)));
    assertThat(run("SELECT c" + from + " ORDER BY time DESC LIMIT 1"))
        .isEqualTo(List.of(List.of(3200L)));
  }
}
