package io.pitwall.server.api.query;

import io.pitwall.query.result.QueryException;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.json.JsonWriter;

/** Writes the answer to a statement that failed. */
final class QueryErrors {
  private QueryErrors() {}

  static Answer answer(QueryException e, double millis) {
    JsonWriter json = new JsonWriter();
    json.raw("{\"success\":false,\"error\":").string(String.valueOf(e.getMessage()));
    json.raw(",\"line\":").number(e.line());
    json.raw(",\"column\":").number(e.column());
    json.raw(",\"sqlstate\":").string(e.kind().sqlState());
    json.raw(",\"execution_time_ms\":").number(millis).raw("}\n");
    Answer answer = Answer.json(status(e.kind()), json.toByteArray());
    return e.kind() == QueryException.Kind.OVERLOADED
        ? answer.withHeader("Retry-After", HttpRefusal.RETRY_AFTER_SECONDS)
        : answer;
  }

  private static int status(QueryException.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> 504;
      case OVERLOADED -> 503;
      case STORAGE, INTERNAL -> 500;
      case OUT_OF_MEMORY,
          CANCELLED,
          SYNTAX,
          UNDEFINED_TABLE,
          UNDEFINED_COLUMN,
          UNDEFINED_FUNCTION,
          UNDEFINED_SETTING,
          AMBIGUOUS,
          TYPE_MISMATCH,
          GROUPING,
          INVALID_REFERENCE,
          NOT_AGGREGATE,
          CANNOT_CAST,
          NOT_SUPPORTED,
          OUT_OF_RANGE,
          INVALID_VALUE,
          INVALID_TIME,
          INVALID_TIME_FIELD,
          INVALID_ESCAPE,
          INVALID_TEXT,
          DIVISION_BY_ZERO,
          TOO_COMPLEX ->
          400;
    };
  }
}
