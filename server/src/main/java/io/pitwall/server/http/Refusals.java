package io.pitwall.server.http;

/** Puts refusals into answers, with the headers that their status asks for. */
final class Refusals {
  /** What a client is asked to wait when the server has too much to do. */
  static final String RETRY_AFTER_SECONDS = "1";

  private static final String CHALLENGE = "Bearer realm=\"pitwall\", Basic realm=\"pitwall\"";

  Answer answer(HttpRefusal refusal) {
    Answer answer = Answer.error(refusal.status(), refusal.reason());
    return switch (refusal.status()) {
      case 401 -> answer.withHeader("WWW-Authenticate", CHALLENGE);
      case 503 -> answer.withHeader("Retry-After", RETRY_AFTER_SECONDS);
      case 405 -> answer.withHeader("Allow", allowed(refusal));
      default -> answer;
    };
  }

  private static String allowed(HttpRefusal refusal) {
    return refusal instanceof WrongMethod wrong ? wrong.allowed() : "GET, POST";
  }

  /** A path that is served, but not by this method. */
  static final class WrongMethod extends HttpRefusal {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    WrongMethod(String method, String path, String allowed) {
      super(405, path + " takes " + allowed + ", not " + method);
      this.allowed = allowed;
    }

    String allowed() {
      return allowed;
    }
  }
}
