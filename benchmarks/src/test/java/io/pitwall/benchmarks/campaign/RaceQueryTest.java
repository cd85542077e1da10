package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceQueryTest {
  @Test
  void thereAreEightQueriesWithTheirSemicolons() throws IOException {
    List<RaceQuery> queries = RaceQuery.all();

    assertThat(queries).hasSize(8);
    assertThat(queries)
        .allSatisfy(query ->
            assertThat(query.sql()).startsWith("SELECT\n").endsWith(";").contains("now()"));
  }
}
