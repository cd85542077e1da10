package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The comparison finds what it is there to find. */
class DuckComparisonTest {
  private static final OrderedStatement TOP_3 =
      OrderedStatement.of("SELECT x, y FROM t ORDER BY x DESC LIMIT 3");

  /** x, y and the key x again. */
  private static final List<List<@Nullable Object>> ORDERED =
      List.of(
          List.of(9L, "a", 9L), List.of(8L, "b", 8L), List.of(8L, "c", 8L), List.of(8L, "d", 8L));

  @Test
  void keysBecomeColumns() {
    OrderedStatement statement =
        OrderedStatement.of(
            "SELECT f(a FROM b) AS x FROM t ORDER BY x DESC NULLS LAST, g(y, 1) LIMIT 5 OFFSET 7");
    assertThat(statement.withKeys().replaceAll("\\s+", " ").replace(" ,", ","))
        .isEqualTo(
            "SELECT f(a FROM b) AS x, x, g(y, 1) FROM t ORDER BY x DESC NULLS LAST, g(y, 1)");
    assertThat(statement.limit()).isEqualTo(5);
    assertThat(statement.offset()).isEqualTo(7);
  }

  @Test
  void rowsOfATieMayComeInAnyOrder() {
    List<List<@Nullable Object>> ours =
        List.of(List.of(9L, "a"), List.of(8L, "d"), List.of(8L, "b"));
    assertThatCode(() -> DuckComparison.check(TOP_3, ORDERED, ours)).doesNotThrowAnyException();
  }

  @Test
  void aRowInTheWrongPlaceOrTwiceOrMissingIsFound() {
    List<List<List<@Nullable Object>>> wrong =
        List.of(
            List.of(List.of(8L, "b"), List.of(9L, "a"), List.of(8L, "c")),
            List.of(List.of(9L, "a"), List.of(8L, "b"), List.of(8L, "b")),
            List.of(List.of(9L, "a"), List.of(8L, "b"), List.of(8L, "x")),
            List.of(List.of(9L, "a"), List.of(8L, "b")));
    for (List<List<@Nullable Object>> ours : wrong) {
      assertThatThrownBy(() -> DuckComparison.check(TOP_3, ORDERED, ours))
          .isInstanceOf(AssertionError.class);
    }
  }
}
