package io.pitwall.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares expressions with what PostgreSQL 15 makes of them, written with parentheses. */
class OperatorPrecedenceTest {
  private static String tree(String expression) throws QueryException {
    return SqlText.parse(SqlStatement.of("SELECT " + expression + " FROM t")).tree().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " is ",
      quoteCharacter = '`',
      textBlock =
          """
          7 / 2::float8                      is 7 / (2::float8)
          sum(x) / count(*)::float8          is sum(x) / (CAST(count(*) AS float8))
          count(*) FILTER (WHERE a)::float8  is CAST(count(*) FILTER (WHERE a) AS float8)
          1 = '1'::bigint                    is 1 = CAST('1' AS bigint)
          -2::bigint                         is -(CAST(2 AS bigint))
          a + -b.c::int8                     is a + (-(CAST(b.c AS int8)))
          NOT a::boolean                     is NOT CAST(a AS boolean)
          a[1]::text                         is CAST(a[1] AS text)
          (a + b)::text                      is CAST((a + b) AS text)
          f(a, b::int)::text                 is CAST(f(a, CAST(b AS int)) AS text)
          a::int4::text                      is CAST(CAST(a AS int4) AS text)
          CASE WHEN a THEN b::int END::text  is CAST(CASE WHEN a THEN CAST(b AS int) END AS text)
          TIMESTAMP '2026-01-01'::text       is CAST(TIMESTAMP '2026-01-01' AS text)
          a IN (1::int, (2)::int)            is a IN (CAST(1 AS int), CAST((2) AS int))
          a BETWEEN b::int AND c::int        is a BETWEEN CAST(b AS int) AND CAST(c AS int)
          a::double precision + 1            is CAST(a AS double precision) + 1
          a::timestamp with time zone - b    is CAST(a AS timestamp with time zone) - b
          a::pg_catalog.int4 = b             is CAST(a AS pg_catalog.int4) = b
          a::text LIKE b::text || c          is CAST(a AS text) LIKE (CAST(b AS text) || c)
          -a * b                             is (-a) * b
          a - b - c                          is (a - b) - c
          a / b * c % d                      is ((a / b) * c) % d
          a + b * c - d                      is (a + (b * c)) - d
          a + b || c                         is (a + b) || c
          a || b + c                         is a || (b + c)
          a || b * c || d - e                is (a || (b * c)) || (d - e)
          a || (b || c)                      is a || (b || c)
          (a || b) + c                       is (a || b) + c
          a || b = c || d                    is (a || b) = (c || d)
          a || b LIKE c || d                 is (a || b) LIKE (c || d)
          a = b LIKE c                       is a = (b LIKE c)
          a = b BETWEEN c AND d              is a = (b BETWEEN c AND d)
          a BETWEEN b AND c = d              is (a BETWEEN b AND c) = d
          a IN (1, 2) = b                    is (a IN (1, 2)) = b
          a < b IS NULL                      is (a < b) IS NULL
          a IS NULL = b                      is (a IS NULL) = b
          a IS DISTINCT FROM b = c           is a IS DISTINCT FROM (b = c)
          a = b IS NOT DISTINCT FROM c       is (a = b) IS NOT DISTINCT FROM c
          a + b IS DISTINCT FROM c || d      is (a + b) IS DISTINCT FROM (c || d)
          NOT a IS NULL                      is NOT (a IS NULL)
          NOT a = b                          is NOT (a = b)
          NOT a IS DISTINCT FROM b           is NOT (a IS DISTINCT FROM b)
          NOT a AND b OR c                   is ((NOT a) AND b) OR c
          a OR b AND c                       is a OR (b AND c)
          a AND NOT b = c                    is a AND (NOT (b = c))
          """)
  void bindsAsInPostgres(String expression, String withParentheses) throws QueryException {
    assertThat(tree(expression)).isEqualTo(tree(withParentheses));
  }

  @Test
  void comparisonsDoNotFollowOneAnother() {
    for (String expression : List.of("a < b < c", "a = b <> c", "a < b + 1 >= c || d")) {
      assertThatThrownBy(() -> tree(expression))
          .as(expression)
          .isInstanceOf(SqlFault.class)
          .hasMessageContaining("join them with AND");
    }
  }

  @Test
  void comparisonsInParenthesesMayBeCompared() throws QueryException {
    assertThat(tree("(a < b) = c")).isNotEqualTo(tree("a < (b = c)"));
    assertThat(tree("((a) < b) = (c > d)")).isNotEmpty();
  }
}
