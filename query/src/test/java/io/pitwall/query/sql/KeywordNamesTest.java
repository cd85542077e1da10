package io.pitwall.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.ReservedWords;
import io.pitwall.query.statement.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.junit.jupiter.api.Test;

/**
 * Walks PostgreSQL 15's whole list of key words, and Calcite's: each must be a name wherever it is
 * one in PostgreSQL. Words that PostgreSQL does not know are names everywhere.
 */
class KeywordNamesTest {
  /** A word of PostgreSQL's list. */
  private record Keyword(String word, char category, boolean isBareLabel) {
    /** Whether it can be the name of a column or a table without quotes. */
    boolean isPlainName() {
      return category == 'U' || category == 'C';
    }

    /** ISNULL and NOTNULL are operators after an expression, whatever the list says. */
    boolean isNameWithoutAs() {
      return isBareLabel && !word.equals("isnull") && !word.equals("notnull");
    }
  }

  private static List<Keyword> keywords() throws IOException {
    Map<String, Keyword> keywords = new TreeMap<>();
    for (String word : SqlAbstractParserImpl.getSql92ReservedWords()) {
      add(keywords, new Keyword(word, 'U', true));
    }
    for (String word : metadata().getTokens()) {
      add(keywords, new Keyword(word, 'U', true));
    }
    try (InputStream in =
        KeywordNamesTest.class.getResourceAsStream("postgresql-15-keywords.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", -1);
          add(keywords, new Keyword(parts[0], parts[1].charAt(0), parts[2].equals("t")));
        }
      }
    }
    return List.copyOf(keywords.values());
  }

  private static SqlAbstractParserImpl.Metadata metadata() {
    return new SqlBabelParserImpl(new StringReader("")).getMetadata();
  }

  private static void add(Map<String, Keyword> keywords, Keyword keyword) {
    String word = keyword.word().toLowerCase(Locale.ROOT);
    // A word with a hyphen is an expression to PostgreSQL.
    if (word.matches("[a-z_][a-z_0-9]*")) {
      keywords.put(word, new Keyword(word, keyword.category(), keyword.isBareLabel()));
    }
  }

  private static String tree(String sql) throws QueryException {
    return SqlText.parse(SqlStatement.of(sql)).tree().toString();
  }

  /** The words that do not mean in a statement what they mean in double quotes. */
  private static List<String> misread(Predicate<Keyword> isName, String statement)
      throws IOException, QueryException {
    List<String> misread = new ArrayList<>();
    for (Keyword keyword : keywords()) {
      if (isName.test(keyword)) {
        String quoted = tree(statement.replace("%", '"' + keyword.word() + '"'));
        try {
          String bare = tree(statement.replace("%", keyword.word()));
          if (!bare.equals(quoted)) {
            misread.add(keyword.word() + ": " + bare);
          }
        } catch (QueryException e) {
          misread.add(keyword.word() + ": " + e.getMessage());
        }
      }
    }
    return misread;
  }

  @Test
  void wordsThatAreNotReservedNameColumnsInEveryExpression() throws Exception {
    for (String statement :
        List.of(
            "SELECT % FROM t",
            "SELECT a, %, b FROM t",
            "SELECT DISTINCT % FROM t",
            "SELECT sum(%), count(DISTINCT %) FROM t",
            "SELECT -%, % * 2, 2 * %, % || % FROM t",
            "SELECT %::int, CAST(% AS int), extract(epoch FROM %) FROM t",
            "SELECT CASE % WHEN % THEN % ELSE % END, CASE WHEN % THEN % ELSE % END FROM t",
            "SELECT % IN (1, 2), % LIKE 'x', % NOT IN (%, 2), % IS NOT NULL FROM t",
            "SELECT 1 FROM t WHERE (% BETWEEN 10 AND 12) AND (% - 1) > 2 OR (% IS NULL)",
            "SELECT 1 FROM t WHERE % = 'x' AND % > 2 OR NOT %",
            "SELECT 1 FROM t WHERE a LIKE % AND b BETWEEN % AND %",
            "SELECT 1 FROM t GROUP BY %, a HAVING % > 1 ORDER BY % DESC, %")) {
      assertThat(misread(Keyword::isPlainName, statement)).as(statement).isEmpty();
    }
  }

  @Test
  void wordsThatAreNotReservedNameTables() throws Exception {
    for (String statement :
        List.of(
            "SELECT 1 FROM %",
            "SELECT 1 FROM % WHERE a = 1",
            "SELECT 1 FROM t AS %",
            "SELECT 1 FROM t % ORDER BY a",
            "SELECT 1 FROM (SELECT 1) % WHERE a = 1",
            "SELECT %.a FROM t %",
            "WITH % AS (SELECT 1) SELECT * FROM %")) {
      assertThat(misread(Keyword::isPlainName, statement)).as(statement).isEmpty();
    }
  }

  @Test
  void everyWordIsANameAfterAsAndAfterADot() throws Exception {
    for (String statement :
        List.of(
            "SELECT 1 AS %",
            "SELECT 1 AS %, 2 AS b FROM t",
            "SELECT t.%, t.% + 1 FROM t",
            "SELECT 1 FROM t WHERE t.% = 1 ORDER BY t.%")) {
      assertThat(misread(keyword -> true, statement)).as(statement).isEmpty();
    }
  }

  @Test
  void wordsNameSelectedColumnsWithoutAsUnlessPostgresDemandsIt() throws Exception {
    for (String statement :
        List.of("SELECT 1 %", "SELECT a %, b FROM t", "SELECT f(a) % FROM t", "SELECT 1::int8 %")) {
      assertThat(misread(Keyword::isNameWithoutAs, statement)).as(statement).isEmpty();
    }
  }

  @Test
  void theReservedWordsArePostgres() throws IOException {
    for (Keyword keyword : keywords()) {
      assertThat(ReservedWords.isReserved(keyword.word()))
          .as(keyword.word())
          .isEqualTo(!keyword.isPlainName());
    }
    assertThat(ReservedWords.isReserved("ORDER")).isTrue();
  }

  @Test
  void postfixNullTestsAreOperators() throws QueryException {
    assertThat(tree("SELECT a ISNULL, a notnull AS b FROM t WHERE t.a ISNULL"))
        .isEqualTo(tree("SELECT a IS NULL, a IS NOT NULL AS b FROM t WHERE t.a IS NULL"));
  }

  @Test
  void wordsOfTheGrammarKeepTheirMeaning() throws QueryException {
    for (String statement :
        Arrays.asList(
            "SELECT DATE '2026-01-01', TIMESTAMP '2026-01-01', INTERVAL '1' DAY FROM t",
            "SELECT extract(year FROM time), floor(time TO day) FROM t",
            "SELECT a FROM t ORDER BY a ASC NULLS FIRST, b DESC NULLS LAST LIMIT 1 OFFSET 2",
            "SELECT a FROM t OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY",
            "SELECT a FROM (VALUES (1), (2)) t UNION ALL SELECT b FROM u",
            "SELECT a IS UNKNOWN, a IS NOT DISTINCT FROM b, NOT a BETWEEN 1 AND 2 FROM t",
            "SELECT sum(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN CURRENT ROW AND 2"
                + " FOLLOWING) FROM t",
            "SELECT count(*) FILTER (WHERE a > 1) FROM t GROUP BY ROLLUP (a, b)",
            "WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x")) {
      assertThat(tree(statement)).as(statement).isNotEmpty();
    }
    assertThat(tree("SELECT CASE WHEN a THEN b END FROM t")).contains("END");
  }
}
