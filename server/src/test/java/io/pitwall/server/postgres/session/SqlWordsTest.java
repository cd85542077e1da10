package io.pitwall.server.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import org.junit.jupiter.api.Test;

class SqlWordsTest {
  private static SqlWords words(String statement) throws QueryException {
    return SqlWords.of(SqlStatement.of(statement), 10);
  }

  @Test
  void wordsOfTheSessionAreFoundAfterComments() throws QueryException {
    SqlWords words = words("-- a\n/* b /* c */ */ set \"My Name\" = 'it''s'");
    assertThat(words.matches(0, "SET")).isTrue();
    assertThat(words.get(1)).isEqualTo("My Name");
    assertThat(words.keyword(1)).isEmpty();
    assertThat(words.get(3)).isEqualTo("it's");
    assertThat(words.size()).isEqualTo(4);
  }

  @Test
  void namesKeepTheirPointsAndNumbersTheirSigns() throws QueryException {
    assertThat(words("SET my.app.user TO -1.5").get(1)).isEqualTo("my.app.user");
    assertThat(words("SET my.app.user TO -1.5").get(3)).isEqualTo("-1.5");
    assertThat(words("SET NAMES utf-8").get(2)).isEqualTo("utf-8");
    assertThat(words("SET statement_timeout=5s").get(2)).isEqualTo("=");
    assertThat(words("SET statement_timeout=5s").get(3)).isEqualTo("5s");
    assertThat(words("SET a = b , c").size()).isEqualTo(6);
  }

  @Test
  void aCommentEndsAWord() throws QueryException {
    assertThat(words("BEGIN--x").are("BEGIN")).isTrue();
    assertThat(words("COMMIT/* x */").are("COMMIT")).isTrue();
  }
}
