package io.pitwall.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private static List<String> split(String text) {
    return SqlStatement.split(text).stream().map(SqlStatement::text).toList();
  }

  @Test
  void cutsAtSemicolons() {
    assertThat(split("SELECT 1; SELECT 2;;  ; SELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @Test
  void textWithoutStatementsIsEmpty() {
    assertThat(split("-- ping")).isEmpty();
    assertThat(split(" ; /* nothing; */ ;\n")).isEmpty();
    assertThat(split("")).isEmpty();
  }

  @Test
  void semicolonsInQuotesAndCommentsStay() {
    assertThat(split("SELECT ';', 'it''s;' ; SELECT \"a;b\""))
        .containsExactly("SELECT ';', 'it''s;'", "SELECT \"a;b\"");
    assertThat(split("SELECT 1 -- a; b\n; SELECT /* c; /* d; */ e; */ 2"))
        .containsExactly("SELECT 1 -- a; b", "SELECT /* c; /* d; */ e; */ 2");
    assertThat(split("SELECT E'a\\';b'; SELECT 2")).containsExactly("SELECT E'a\\';b'", "SELECT 2");
    assertThat(split("SELECT $$a;b$$, $x$c;$$;d$x$; SELECT $1; SELECT 2"))
        .containsExactly("SELECT $$a;b$$, $x$c;$$;d$x$", "SELECT $1", "SELECT 2");
  }

  @Test
  void whatIsNotClosedReachesToTheEnd() {
    assertThat(split("SELECT 'a; b")).containsExactly("SELECT 'a; b");
    assertThat(split("SELECT 1 /* a; b")).containsExactly("SELECT 1 /* a; b");
  }
}
