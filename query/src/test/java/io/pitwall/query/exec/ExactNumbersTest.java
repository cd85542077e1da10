package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimal literals where they meet integers and each other, and casts to integers. */
class ExactNumbersTest {
  private static final long BEYOND = 9_007_199_254_740_993L; // 2^53 + 1

  private static final TableSchema SCHEMA = RaceRows.schema(1, "t", "n:LONG x:DOUBLE");

  private final MemorySource source = source();
  private final Statements statements = statements(source);

  private static MemorySource source() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {1L, 1L, 2.5});
    rows.add(new @Nullable Object[] {2L, 7L, 3.5});
    rows.add(new @Nullable Object[] {3L, BEYOND, -2.5});
    rows.add(new @Nullable Object[] {4L, null, null});
    return new MemorySource(SCHEMA, rows, 1, true);
  }

  private static Statements statements(MemorySource source) {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(source));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  private @Nullable Object value(String expression) throws QueryException {
    return statements.run("SELECT " + expression).get(0).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "n = 7.0; 1",
        "n = 7.5; 0",
        "n <> 7.5; 3",
        "n > 6.5; 2",
        "n >= 7.5; 1",
        "n < 7.5; 2",
        "n <= 6.5; 1",
        "6.5 < n; 2",
        "7.5 >= n; 2",
        "n BETWEEN 0.5 AND 7.5; 2",
        "n NOT BETWEEN 0.5 AND 6.5; 2",
        "n = 9007199254740992.0; 0",
        "n = 9007199254740993.0; 1",
        "n > 9007199254740992.5; 1",
        "n < 9007199254740993.5; 3",
        "n >= 9007199254740993.5; 0",
        "n IN (9007199254740992.0, 1.0); 1",
        "n IN (9007199254740993, 6.5); 1",
        "n IN (6.5); 0",
        "n NOT IN (6.5, 7); 2",
        "n NOT IN (6.5, NULL); 0",
        "n > 0.99999999999999999999; 3",
        "n < 0.99999999999999999999; 0",
        "n < 1e30; 3",
        "n > -1e30; 3",
        "n > 1e30; 0",
        "n = 1e30; 0",
        "n IS DISTINCT FROM 7.0; 3",
        "x > 2; 2",
        "x = 2.5; 1",
        "n + 0.5 > 7; 2"
      })
  void integersAreComparedWithDecimalsExactly(String condition, long count) throws QueryException {
    assertThat(statements.run("SELECT COUNT(*) FROM t WHERE " + condition))
        .isEqualTo(List.of(List.of(count)));
  }

  @Test
  void summariesDecideAboutDecimalsToo() throws QueryException {
    statements.run("SELECT COUNT(*) FROM t WHERE n > 6.5 AND n < 100.0");
    assertThat(source.decodedBlocks()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "0.1 + 0.2 = 0.3; true",
        "1.1 * 1.1 = 1.21; true",
        "1 - 0.9 = 0.1; true",
        "-(0.1 + 0.2) = -0.3; true",
        "0.1 + 0.2; 0.3",
        "CAST(0.1 AS DOUBLE) + CAST(0.2 AS DOUBLE) = CAST(0.3 AS DOUBLE); false",
        "9007199254740993 = 9007199254740993.0; true",
        "CAST(2.5 AS BIGINT); 3",
        "CAST(-2.5 AS BIGINT); -3",
        "CAST(2.4999 AS BIGINT); 2",
        "CAST(1.25 + 1.25 AS INT); 3",
        "CAST(1e3 AS INT); 1000",
        "CAST(9007199254740993.0 AS BIGINT); 9007199254740993",
        "MOD(7.5, 2); 1.5",
        "-7.5 % 2; -1.5",
        "MOD(7, 2.5); 2.0",
        "-7 % 3; -1"
      })
  void decimalsOfAStatementAreExact(String expression, String expected) throws QueryException {
    assertThat(String.valueOf(value(expression))).isEqualTo(expected);
  }

  @Test
  void doublesOfColumnsAreRoundedHalfToEven() throws QueryException {
    assertThat(statements.run("SELECT CAST(x AS BIGINT) FROM t WHERE x IS NOT NULL ORDER BY time"))
        .isEqualTo(List.of(List.of(2L), List.of(4L), List.of(-2L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "CAST(127 AS TINYINT); 127",
        "CAST(-128 AS TINYINT); -128",
        "CAST(32767 AS SMALLINT); 32767",
        "CAST(-32768 AS INT2); -32768",
        "CAST(2147483647 AS INT); 2147483647",
        "CAST(-2147483648 AS INTEGER); -2147483648",
        "CAST('2147483647' AS INT4); 2147483647",
        "CAST(2147483647.4 AS INT); 2147483647",
        "CAST(NULL AS SMALLINT); null",
        "CAST(true AS INT); 1",
        "CAST(3000000000 AS BIGINT); 3000000000"
      })
  void anIntegerThatFitsItsTypeIsCast(String expression, String expected) throws QueryException {
    assertThat(String.valueOf(value(expression))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(128 AS TINYINT)",
        "CAST(-129 AS TINYINT)",
        "CAST(32768 AS SMALLINT)",
        "CAST(-32769 AS INT2)",
        "CAST(2147483648 AS INT)",
        "CAST(-2147483649 AS INTEGER)",
        "CAST('3000000000' AS INT4)",
        "CAST(2147483647.5 AS INT)",
        "CAST(9223372036854775807.5 AS BIGINT)",
        "CAST(1e30 AS INT)"
      })
  void oneThatDoesNotFitIsOutOfRange(String expression) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE));
  }

  @Test
  void columnsAreCheckedRowByRow() throws QueryException {
    assertThat(
            statements.run(
                "SELECT CAST(n AS INT), COUNT(*) FROM t WHERE n < 100 GROUP BY CAST(n AS INT)"
                    + " ORDER BY 1"))
        .isEqualTo(List.of(List.of(1L, 1L), List.of(7L, 1L)));
    assertThatThrownBy(() -> statements.run("SELECT CAST(n AS INT) FROM t"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE));
  }
}
