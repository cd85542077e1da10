package io.pitwall.server.api.request;

import io.pitwall.server.http.Answer;
import io.pitwall.server.http.ErrorShape;
import io.pitwall.server.json.JsonWriter;

/** The forms of errors, one constant per form. */
public enum ErrorShapes implements ErrorShape {
  /** JSON with one member: {@code {"error": "…"}}. */
  ERROR_MEMBER;

  @Override
  public Answer answer(int status, String message) {
    return switch (this) {
      case ERROR_MEMBER -> {
        JsonWriter json = new JsonWriter().raw("{\"error\":").string(message).raw("}\n");
        yield Answer.json(status, json.toByteArray());
      }
    };
  }
}
