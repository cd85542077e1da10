package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query of the race's dashboard.
 *
 * @param name what it shows
 * @param sql its text, word for word as people paste it, with the semicolon
 */
record RaceQuery(String name, String sql) {
  private static final String RESOURCE = "/io/pitwall/query/dashboard.sql";

  private static final List<String> NAMES =
      List.of(
          "1 leaderboard",
          "2 speed of car 24",
          "3 manufacturers",
          "4 tires of car 24",
          "5 g-forces",
          "6 fuel",
          "7 teams",
          "8 heavy braking");

  /** The eight queries. */
  static List<RaceQuery> all() throws IOException {
    String text;
    try (InputStream in = RaceQuery.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the resource " + RESOURCE + " is missing");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<RaceQuery> queries = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(';'); to >= 0; to = text.indexOf(';', from)) {
      queries.add(new RaceQuery(NAMES.get(queries.size()), text.substring(from, to + 1).strip()));
      from = to + 1;
    }
    if (queries.size() != NAMES.size()) {
      throw new IOException(RESOURCE + " has " + queries.size() + " queries");
    }
    return queries;
  }
}
