package io.pitwall.server.http;

import java.util.function.Function;

/** Serves the requests of one route. Safe for all event loops. */
interface RequestHandler {
  /**
   * Decides from the head alone. Called on the connection's event loop; must not block.
   *
   * @return who takes the body
   * @throws HttpRefusal to answer without taking the body
   */
  BodyReceiver begin(Exchange exchange) throws HttpRefusal;

  /** A handler without a body that answers at once. */
  static RequestHandler answering(Function<Exchange, Answer> answer) {
    return exchange -> {
      exchange.answer(answer.apply(exchange));
      return BodyReceiver.DISCARD;
    };
  }
}
