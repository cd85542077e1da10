package io.pitwall.query.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One random SELECT of today's grammar, from a seed. Its rows are in an order, or in any. */
final class RandomStatements {
  private static final int DEPTH = 3;

  private final Choices choices;

  private RandomStatements(long seed) {
    this.choices = new Choices(seed);
  }

  /**
   * A statement.
   *
   * @param isOrdered whether the order of the rows is whole, up to rows that are the same
   * @param used what it is made of, how often
   */
  record Drawn(String sql, boolean isOrdered, Map<String, Long> used) {}

  /** The statement of a seed. */
  static Drawn of(long seed) {
    return new RandomStatements(seed).draw();
  }

  private Drawn draw() {
    if (choices.oneIn(40)) {
      choices.use("a statement at the edges");
      return new Drawn(choices.pick(OddStatements.ALL), false, new TreeMap<>(choices.used()));
    }
    StringBuilder sql = new StringBuilder();
    List<Leaf> with = List.of();
    if (choices.oneIn(12)) {
      choices.use("WITH");
      Part inner = part(2, table(false));
      sql.append("WITH w AS (").append(inner.sql()).append(") ");
      with = inner.columns();
    }
    Part part = with.isEmpty() ? part(DEPTH, table(true)) : part(DEPTH, new Source("w", with));
    sql.append(part.sql());
    if (part.columns().size() < 4 && choices.oneIn(15)) {
      choices.use("UNION ALL");
      sql.append(" UNION ALL ").append(sameColumns(part.columns()));
      String ordered = order(part, List.of(), true);
      return drawn(sql.append(ordered), !ordered.isEmpty());
    }
    String ordered = order(part, part.orderable(), part.isDistinct());
    return drawn(sql.append(ordered), !ordered.isEmpty());
  }

  private Drawn drawn(StringBuilder sql, boolean isOrdered) {
    return new Drawn(sql.toString(), isOrdered, new TreeMap<>(choices.used()));
  }

  /** What FROM names, and its columns. */
  private record Source(String sql, List<Leaf> columns) {}

  /**
   * A SELECT without ORDER BY.
   *
   * @param columns of its result
   * @param orderable expressions that ORDER BY may have
   */
  private record Part(String sql, List<Leaf> columns, List<String> orderable, boolean isDistinct) {}

  private Source table(boolean withSubquery) {
    if (withSubquery && choices.oneIn(8)) {
      choices.use("subquery in FROM");
      Part inner = part(2, table(choices.oneIn(3)));
      return new Source("(" + inner.sql() + ") AS q", inner.columns());
    }
    if (choices.oneIn(25)) {
      choices.use("VALUES");
      return new Source(
          "(VALUES (1, 'a', 2.5::float8), (NULL, 'b', NULL), (3, NULL, '-0'::float8)) AS v(n, t,"
              + " d)",
          List.of(
              new Leaf("n", ValueKind.LONG, false),
              new Leaf("t", ValueKind.TEXT, false),
              new Leaf("d", ValueKind.DOUBLE, false)));
    }
    return switch (choices.below(7)) {
      case 0, 1 ->
          new Source(
              "stops",
              List.of(
                  new Leaf("time", ValueKind.TIME, false),
                  new Leaf("car", ValueKind.TEXT, false),
                  new Leaf("lap", ValueKind.LONG, false),
                  new Leaf("crew", ValueKind.TEXT, true),
                  new Leaf("length", ValueKind.DOUBLE, false),
                  new Leaf("clean", ValueKind.BOOLEAN, false)));
      case 2 ->
          choices.oneIn(3)
              ? new Source(
                  "pits.empty",
                  List.of(
                      new Leaf("time", ValueKind.TIME, false),
                      new Leaf("lap", ValueKind.LONG, false),
                      new Leaf("speed", ValueKind.DOUBLE, false)))
              : laps("pits.laps AS l", "l.");
      default -> laps("laps", "");
    };
  }

  private static Source laps(String sql, String prefix) {
    return new Source(
        sql,
        List.of(
            new Leaf(prefix + "time", ValueKind.TIME, false),
            new Leaf(prefix + "car", ValueKind.TEXT, false),
            new Leaf(prefix + "lap", ValueKind.LONG, false),
            new Leaf(prefix + "big", ValueKind.LONG, true),
            new Leaf(prefix + "speed", ValueKind.DOUBLE, false),
            new Leaf(prefix + "odd", ValueKind.DOUBLE, true),
            new Leaf(prefix + "pit", ValueKind.BOOLEAN, false),
            new Leaf(prefix + "note", ValueKind.TEXT, true)));
  }

  private Part part(int depth, Source source) {
    return switch (choices.below(10)) {
      case 0, 1, 2 -> grouped(depth, source, 1 + choices.below(3));
      case 3 -> grouped(depth, source, 0);
      case 4 -> choices.oneIn(3) ? withoutFrom() : plain(depth, source, true);
      default -> plain(depth, source, false);
    };
  }

  private Part withoutFrom() {
    choices.use("SELECT without FROM");
    RandomExpressions expressions = new RandomExpressions(choices, List.of());
    ValueKind kind = expressions.kind();
    return new Part(
        "SELECT " + expressions.of(kind, 3) + " AS c0",
        List.of(new Leaf("c0", kind, false)),
        List.of(),
        false);
  }

  private Part plain(int depth, Source source, boolean isDistinct) {
    RandomExpressions expressions = new RandomExpressions(choices, source.columns());
    List<String> items = new ArrayList<>();
    List<Leaf> columns = new ArrayList<>();
    List<String> orderable = new ArrayList<>();
    int count = 1 + choices.below(4);
    for (int i = 0; i < count; i++) {
      ValueKind kind = expressions.kind();
      boolean isWild = choices.oneIn(4);
      String item = isWild ? expressions.wild(kind) : expressions.of(kind, depth);
      items.add(item + " AS c" + i);
      columns.add(new Leaf("c" + i, kind, true));
      orderable.add(isDistinct ? item : expressions.of(kind, 1));
    }
    if (isDistinct) {
      choices.use("DISTINCT");
    }
    String sql =
        "SELECT " + (isDistinct ? "DISTINCT " : "") + String.join(", ", items) + from(source);
    return new Part(sql + where(expressions, depth), columns, orderable, isDistinct);
  }

  private static String from(Source source) {
    return " FROM " + source.sql();
  }

  private String where(RandomExpressions expressions, int depth) {
    if (choices.oneIn(3)) {
      return "";
    }
    choices.use("WHERE");
    return " WHERE " + new RandomConditions(choices, expressions).of(depth - 1);
  }

  private Part grouped(int depth, Source source, int keyCount) {
    RandomExpressions rows = new RandomExpressions(choices, source.columns());
    List<Leaf> keys = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      keys.add(key(rows, source));
    }
    List<Leaf> leaves = new ArrayList<>(keys);
    for (int i = 1 + choices.below(3); i > 0; i--) {
      leaves.add(RandomAggregates.of(choices, rows));
    }
    RandomExpressions groups = new RandomExpressions(choices, leaves);
    List<String> items = new ArrayList<>();
    List<Leaf> columns = new ArrayList<>();
    List<String> by = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      boolean isBuiltOn = i >= keyCount && choices.oneIn(3);
      String item = isBuiltOn ? groups.of(leaf.kind(), depth - 1) : leaf.sql();
      items.add(item + " AS c" + i);
      columns.add(new Leaf("c" + i, leaf.kind(), true));
      if (i < keyCount) {
        by.add(groupBy(i, leaf));
      }
    }
    StringBuilder sql = new StringBuilder("SELECT " + String.join(", ", items) + from(source));
    sql.append(where(rows, depth));
    if (keyCount > 0) {
      choices.use("GROUP BY");
      sql.append(" GROUP BY ").append(String.join(", ", by));
    }
    if (choices.oneIn(4)) {
      choices.use("HAVING");
      sql.append(" HAVING ").append(new RandomConditions(choices, groups).of(1));
    }
    List<String> orderable = leaves.stream().map(Leaf::sql).toList();
    return new Part(sql.toString(), columns, orderable, false);
  }

  private String groupBy(int index, Leaf key) {
    return switch (choices.below(4)) {
      case 0 -> {
        choices.use("ordinal in GROUP BY");
        yield Integer.toString(index + 1);
      }
      case 1 -> {
        choices.use("alias in GROUP BY");
        yield "c" + index;
      }
      default -> key.sql();
    };
  }

  private Leaf key(RandomExpressions rows, Source source) {
    return switch (choices.below(6)) {
      case 0 -> new Leaf("(" + lapOf(source) + " % 3)", ValueKind.LONG, false);
      case 1 ->
          new Leaf("date_trunc('hour', " + rows.leaf(ValueKind.TIME) + ")", ValueKind.TIME, false);
      case 2 -> new Leaf("UPPER(" + rows.leaf(ValueKind.TEXT) + ")", ValueKind.TEXT, false);
      case 3 -> {
        ValueKind kind = rows.kind();
        yield new Leaf("COALESCE(" + rows.wild(kind) + ", NULL)", kind, true);
      }
      default -> choices.pick(source.columns());
    };
  }

  private static String lapOf(Source source) {
    for (Leaf column : source.columns()) {
      if (column.kind() == ValueKind.LONG && !column.isWild()) {
        return column.sql();
      }
    }
    return "CAST(5 AS BIGINT)";
  }

  private String sameColumns(List<Leaf> columns) {
    RandomExpressions expressions = new RandomExpressions(choices, laps("laps", "").columns());
    List<String> items = new ArrayList<>();
    for (Leaf column : columns) {
      items.add(expressions.of(column.kind(), 2));
    }
    return "SELECT " + String.join(", ", items) + " FROM laps" + where(expressions, 2);
  }

  /**
   * ORDER BY some expressions, then all columns, so that the order is whole; with LIMIT or without.
   */
  private String order(Part part, List<String> orderable, boolean onlyColumns) {
    if (choices.oneIn(3)) {
      return "";
    }
    choices.use("ORDER BY");
    List<String> keys = new ArrayList<>();
    for (int i = choices.below(3); i > 0; i--) {
      boolean isExpression = !onlyColumns && !orderable.isEmpty() && choices.oneIn(2);
      int column = choices.below(part.columns().size());
      String key =
          isExpression
              ? choices.pick(orderable)
              : choices.pick("c" + column, Integer.toString(column + 1));
      keys.add(key + direction());
    }
    for (int i = 1; i <= part.columns().size(); i++) {
      keys.add(i + direction());
    }
    StringBuilder sql = new StringBuilder(" ORDER BY " + String.join(", ", keys));
    if (choices.oneIn(3)) {
      choices.use("LIMIT");
      sql.append(" LIMIT ").append(choices.pick("0", "1", "3", "10", "1000", "ALL", "2 + 3"));
    }
    if (choices.oneIn(4)) {
      choices.use("OFFSET");
      sql.append(" OFFSET ").append(choices.pick("0", "1", "5", "200", "2 ROWS"));
    }
    return sql.toString();
  }

  private String direction() {
    String direction = choices.pick("", "", " ASC", " DESC");
    if (choices.oneIn(3)) {
      direction += " " + choices.use("NULLS FIRST", "NULLS LAST");
    }
    return direction;
  }
}
