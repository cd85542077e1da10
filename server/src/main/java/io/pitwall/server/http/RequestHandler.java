package io.pitwall.server.http;

import java.util.function.Function;

/** Serves the requests of one route. Safe for all event loops. */
public interface RequestHandler {
  /**
   * Decides by the request line and headers alone. Called on the connection's event loop; must not
   * block.
   *
   * @return the receiver of the body
   * @throws HttpRefusal to answer without taking the body
   */
  BodyReceiver begin(Exchange exchange) throws HttpRefusal;

  /** Returns a handler that ignores the body and answers at once. */
  static RequestHandler answering(Function<Exchange, Answer> answer) {
    return exchange -> {
      exchange.answer(answer.apply(exchange));
      return BodyReceiver.DISCARD;
    };
  }
}
