package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** LIKE: {@code %} is any text, {@code _} one character, a backslash takes the next as it is. */
final class LikePattern {
  private final Pattern pattern;

  LikePattern(String like, char escape, boolean ignoreCase) throws QueryException {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < like.length()) {
      int c = like.codePointAt(i);
      i += Character.charCount(c);
      if (c == escape) {
        if (i >= like.length()) {
          throw new QueryException(
              QueryException.Kind.INVALID_VALUE,
              "the pattern '" + like + "' of LIKE ends with its escape character");
        }
        c = like.codePointAt(i);
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    int flags = Pattern.DOTALL;
    if (ignoreCase) {
      flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
    pattern = Pattern.compile(regex.toString(), flags);
  }

  boolean matches(byte[] utf8) {
    return pattern.matcher(new String(utf8, StandardCharsets.UTF_8)).matches();
  }
}
