package io.pitwall.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;
import org.junit.jupiter.api.Test;

class SqlStatementTest {
  private static List<String> words(SqlStatement statement) throws QueryException {
    List<String> words = new ArrayList<>();
    SqlWord word = statement.word(0);
    while (word != null) {
      words.add(word.text());
      word = statement.word(words.size());
    }
    return words;
  }

  @Test
  void wordsComeWithoutCommentsQuotesOfNamesAndTheLastSemicolon() throws QueryException {
    SqlStatement statement = SqlStatement.of("/* a */ SELECT \"my \"\"t\", 'x' -- b\n FROM t;;");
    assertThat(words(statement)).containsExactly("SELECT", "my \"t", ",", "'x'", "FROM", "t");
    SqlWord from = statement.word(4);
    assertThat(from).isEqualTo(new SqlWord("FROM", SqlWord.Form.PLAIN, 2, 2, 4));
  }

  @Test
  void theParserReadsTheSameTokensAgain() throws QueryException {
    SqlStatement statement = SqlStatement.of("SELECT time FROM t");
    List<String> words = words(statement);
    for (int pass = 0; pass < 2; pass++) {
      SqlBabelParserImplTokenManager tokens = statement.parserTokens();
      List<String> images = new ArrayList<>();
      Token token = tokens.getNextToken();
      while (token.kind != SqlBabelParserImplConstants.EOF) {
        assertThat(token.next).isNull();
        images.add(token.image);
        token.next = token;
        token = tokens.getNextToken();
      }
      assertThat(images).isEqualTo(words);
    }
  }

  @Test
  void wordsBeforeTextThatCannotBeLexedAreFound() throws QueryException {
    SqlStatement statement = SqlStatement.of("SHOW TABLES \\ FROM");
    SqlWord second = statement.word(1);
    assertThat(second).isEqualTo(new SqlWord("TABLES", SqlWord.Form.PLAIN, 1, 6, 6));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> statement.word(2))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.SYNTAX));
    }
  }

  @Test
  void positionsCountCharactersOfTheWholeText() {
    String text = "SELECT '🏎';\r\n  SELECT\n '🏎', x";
    SqlStatement second = SqlStatement.split(text).get(1);
    assertThat(second.text()).isEqualTo("SELECT\n '🏎', x");
    assertThat(second.position()).isEqualTo(1 + "SELECT '?';\r\n  ".length());
    assertThat(second.position(2, " '🏎', x".indexOf('x') + 1))
        .isEqualTo(1 + "SELECT '?';\r\n  SELECT\n '?', ".length());
    assertThat(second.position(0, 0)).isZero();
  }

  @Test
  void aStatementInAnEarlierCommentIsNotTakenForIt() {
    String text = "/* SELECT 2 */ SELECT 1; SELECT 2";
    List<SqlStatement> statements = SqlStatement.split(text);
    assertThat(statements.get(0).text()).isEqualTo("/* SELECT 2 */ SELECT 1");
    assertThat(statements.get(1).position()).isEqualTo(text.lastIndexOf("SELECT 2") + 1);
  }

  @Test
  void commentsMayBeNested() throws QueryException {
    SqlStatement statement = SqlStatement.of("/* a /* b */ c */ SELECT '/* x */', /*/**/*/ 1");
    assertThat(words(statement)).containsExactly("SELECT", "'/* x */'", ",", "1");
    SqlWord one = statement.word(3);
    assertThat(one).isEqualTo(new SqlWord("1", SqlWord.Form.PLAIN, 1, 46, 1));
  }

  @Test
  void wordsKnowTheirValueAndWhetherTheyAreAttached() throws QueryException {
    SqlStatement statement = SqlStatement.of("SET a.b = 'it''s'");
    SqlWord name = Objects.requireNonNull(statement.word(1));
    SqlWord point = Objects.requireNonNull(statement.word(2));
    SqlWord equals = Objects.requireNonNull(statement.word(4));
    SqlWord value = Objects.requireNonNull(statement.word(5));
    assertThat(point.isRightAfter(name)).isTrue();
    assertThat(value.isRightAfter(equals)).isFalse();
    assertThat(value.value()).isEqualTo("it's");
  }

  @Test
  void everyKindOfLineEndCounts() {
    SqlStatement statement = SqlStatement.of("a\rb\r\nc\nd");
    assertThat(statement.charAt(2, 1)).isEqualTo('b');
    assertThat(statement.charAt(3, 1)).isEqualTo('c');
    assertThat(statement.charAt(4, 1)).isEqualTo('d');
    assertThat(statement.charAt(4, 2)).isEqualTo((char) 0);
  }
}
