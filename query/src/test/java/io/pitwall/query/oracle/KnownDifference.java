package io.pitwall.query.oracle;

import java.util.regex.Pattern;

/**
 * A kind of difference that stays.
 *
 * @param reason a part of {@code docs/sql.md} that says so
 * @param statement found in the text of such statements
 * @param signature found in {@link Difference#signature} of such differences, from its start
 */
record KnownDifference(String reason, Pattern statement, Pattern signature) {
  static KnownDifference of(String reason, String statement, String signature) {
    return new KnownDifference(reason, Pattern.compile(statement), Pattern.compile(signature));
  }

  boolean matches(Difference difference) {
    return statement.matcher(difference.statement().sql()).find()
        && signature.matcher(difference.signature()).lookingAt();
  }
}
