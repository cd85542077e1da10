package io.pitwall.query.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT taken apart at the outermost level, to ask for its rows together with the keys that they
 * are ordered by.
 *
 * @param withKeys the statement without limit and offset, with its keys as further columns; DuckDB
 *     lets them refer to aliases of the other columns
 * @param limit of the statement; {@link Long#MAX_VALUE} without one
 */
record OrderedStatement(String withKeys, long limit, long offset) {
  private static final Pattern END =
      Pattern.compile("(?:\\s+LIMIT (\\d+))?(?:\\s+OFFSET (\\d+))?\\s*$");
  private static final Pattern DIRECTION =
      Pattern.compile("(?:\\s+(?:ASC|DESC))?(?:\\s+NULLS (?:FIRST|LAST))?\\s*$");

  static OrderedStatement of(String sql) {
    Matcher end = END.matcher(sql);
    if (!end.find()) {
      throw new IllegalArgumentException(sql);
    }
    String body = sql.substring(0, end.start());
    StringBuilder withKeys = new StringBuilder(body);
    int orderBy = outermost(body, "ORDER BY", 0);
    if (orderBy >= 0) {
      int from = outermost(body, "FROM", 0);
      for (String key : items(body.substring(orderBy + "ORDER BY".length()))) {
        String column = ", " + DIRECTION.matcher(key).replaceFirst("").strip() + " ";
        withKeys.insert(from, column);
        from += column.length();
      }
    }
    return new OrderedStatement(
        withKeys.toString(), number(end.group(1), Long.MAX_VALUE), number(end.group(2), 0));
  }

  private static long number(@Nullable String digits, long absent) {
    return digits == null ? absent : Long.parseLong(digits);
  }

  private static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    int from = 0;
    int comma = outermost(list, ",", 0);
    while (comma >= 0) {
      items.add(list.substring(from, comma));
      from = comma + 1;
      comma = outermost(list, ",", from);
    }
    items.add(list.substring(from));
    return items;
  }

  /** Where a word is outside of parentheses, or -1. */
  private static int outermost(String sql, String word, int from) {
    int depth = 0;
    for (int i = from; i < sql.length(); i++) {
      char c = sql.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && sql.startsWith(word, i)) {
        return i;
      }
    }
    return -1;
  }
}
