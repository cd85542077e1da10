package io.pitwall.server.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementTest {
  @Test
  void eachStatementKnowsWhereItStands() {
    String text = "/* x */ select 1 ; -- y\n ; select 1;";
    List<SqlStatement> statements = SqlStatement.split(text);
    assertThat(statements)
        .extracting(SqlStatement::text)
        .containsExactly("/* x */ select 1", "select 1");
    assertThat(statements.get(0).position()).isEqualTo(1);
    assertThat(statements.get(1).position()).isEqualTo(text.lastIndexOf("select") + 1);
  }

  @Test
  void aPlaceIsCountedInCharactersOfTheWholeText() {
    SqlStatement second = SqlStatement.split("select '😀';\r\n select\r\n  x;").get(1);
    assertThat(second.position(1, 1)).isEqualTo(15);
    assertThat(second.position(2, 3)).isEqualTo(25);
    assertThat(second.position(0, 0)).isZero();
  }

  @Test
  void wordsOfTheSessionAreFoundBehindComments() {
    SqlWords words = SqlWords.of("-- a\n/* b /* c */ */ set \"My Name\" = 'it''s'", 10);
    assertThat(words.matches(0, "SET")).isTrue();
    assertThat(words.get(1)).isEqualTo("My Name");
    assertThat(words.keyword(1)).isEmpty();
    assertThat(words.get(3)).isEqualTo("it's");
    assertThat(words.size()).isEqualTo(4);
  }
}
