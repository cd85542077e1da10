package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {
  @ParameterizedTest
  @ValueSource(strings = {"", ";", " ;; \n;", "-- ping", "/* ; */", "-- a\n/* b */ ;", "/* open"})
  void blanksAndCommentsAreNoStatement(String text) {
    assertThat(SqlSplitter.split(text)).isEmpty();
  }

  @Test
  void statementsBeginAtTheirFirstWord() {
    assertThat(texts("/* x */ select 1 ; -- y\n select 2;"))
        .containsExactly("select 1", "select 2");
  }

  @Test
  void semicolonsInStringsNamesAndCommentsSeparateNothing() {
    assertThat(texts("select ';''', \"a;\"\"b\" /*;*/ , 1 -- ;\n , 2; b"))
        .containsExactly("select ';''', \"a;\"\"b\" /*;*/ , 1 -- ;\n , 2", "b");
  }

  @Test
  void anOpenStringRunsToTheEnd() {
    assertThat(texts("select 'a; b")).containsExactly("select 'a; b");
  }

  @Test
  void aPlaceIsCountedInCharactersOfTheWholeText() {
    SqlStatement second = SqlSplitter.split("select '😀';\r\n select\r\n  x;").get(1);
    assertThat(second.position(1, 1)).isEqualTo(15);
    assertThat(second.position(2, 3)).isEqualTo(25);
    assertThat(second.position(0, 0)).isZero();
  }

  private static List<String> texts(String text) {
    return SqlSplitter.split(text).stream().map(SqlStatement::text).toList();
  }
}
