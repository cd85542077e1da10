package io.pitwall.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static List<String> words(Statement statement) throws QueryException {
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
    Statement statement = Statement.of("/* a */ SELECT \"my \"\"t\", 'x' -- b\n FROM t;;");
    assertThat(words(statement)).containsExactly("SELECT", "my \"t", ",", "'x'", "FROM", "t");
    SqlWord from = statement.word(4);
    assertThat(from).isEqualTo(new SqlWord("FROM", false, 2, 2));
  }

  @Test
  void theParserReadsTheSameTokensAgain() throws QueryException {
    Statement statement = Statement.of("SELECT time FROM t");
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
    Statement statement = Statement.of("SHOW TABLES \\ FROM");
    SqlWord second = statement.word(1);
    assertThat(second).isEqualTo(new SqlWord("TABLES", false, 1, 6));
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
    Statement second = Statement.split(text).get(1);
    assertThat(second.text()).isEqualTo("SELECT\n '🏎', x");
    assertThat(second.position()).isEqualTo(1 + "SELECT '?';\r\n  ".length());
    assertThat(second.position(2, " '🏎', x".indexOf('x') + 1))
        .isEqualTo(1 + "SELECT '?';\r\n  SELECT\n '?', ".length());
    assertThat(second.position(0, 0)).isZero();
  }

  @Test
  void aStatementInAnEarlierCommentIsNotTakenForIt() {
    String text = "/* SELECT 2 */ SELECT 1; SELECT 2";
    List<Statement> statements = Statement.split(text);
    assertThat(statements.get(0).text()).isEqualTo("/* SELECT 2 */ SELECT 1");
    assertThat(statements.get(1).position()).isEqualTo(text.lastIndexOf("SELECT 2") + 1);
  }

  @Test
  void everyKindOfLineEndCounts() {
    Statement statement = Statement.of("a\rb\r\nc\nd");
    assertThat(statement.charAt(2, 1)).isEqualTo('b');
    assertThat(statement.charAt(3, 1)).isEqualTo('c');
    assertThat(statement.charAt(4, 1)).isEqualTo('d');
    assertThat(statement.charAt(4, 2)).isEqualTo((char) 0);
  }
}
