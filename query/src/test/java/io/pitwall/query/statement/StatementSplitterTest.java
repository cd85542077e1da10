package io.pitwall.query.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  @Test
  void cutsAtSemicolons() {
    assertThat(StatementSplitter.split("SELECT 1; SELECT 2;;  ; SELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @Test
  void textWithoutStatementsIsEmpty() {
    assertThat(StatementSplitter.split("-- ping")).isEmpty();
    assertThat(StatementSplitter.split(" ; /* nothing; */ ;\n")).isEmpty();
    assertThat(StatementSplitter.split("")).isEmpty();
  }

  @Test
  void semicolonsInQuotesAndCommentsStay() {
    assertThat(StatementSplitter.split("SELECT ';', 'it''s;' ; SELECT \"a;b\""))
        .containsExactly("SELECT ';', 'it''s;'", "SELECT \"a;b\"");
    assertThat(StatementSplitter.split("SELECT 1 -- a; b\n; SELECT /* c; /* d; */ e; */ 2"))
        .containsExactly("SELECT 1 -- a; b", "SELECT /* c; /* d; */ e; */ 2");
    assertThat(StatementSplitter.split("SELECT E'a\\';b'; SELECT 2"))
        .containsExactly("SELECT E'a\\';b'", "SELECT 2");
    assertThat(StatementSplitter.split("SELECT $$a;b$$, $x$c;$$;d$x$; SELECT $1; SELECT 2"))
        .containsExactly("SELECT $$a;b$$, $x$c;$$;d$x$", "SELECT $1", "SELECT 2");
  }

  @Test
  void whatIsNotClosedReachesToTheEnd() {
    assertThat(StatementSplitter.split("SELECT 'a; b")).containsExactly("SELECT 'a; b");
    assertThat(StatementSplitter.split("SELECT 1 /* a; b")).containsExactly("SELECT 1 /* a; b");
  }
}
