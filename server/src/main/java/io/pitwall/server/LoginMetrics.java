package io.pitwall.server;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.LoginAttempts.Protocol;
import io.pitwall.server.metrics.PrometheusText;
import java.util.List;
import java.util.function.ToLongFunction;

/** The metrics of logins. */
final class LoginMetrics {
  private LoginMetrics() {}

  static void write(PrometheusText text, LoginAttempts logins) {
    append(
        text,
        "pitwall_logins_total",
        "Sessions that logged in; HTTP has no sessions.",
        List.of(Protocol.POSTGRESQL),
        logins::succeeded);
    append(
        text,
        "pitwall_failed_logins_total",
        "Sessions and requests refused because their token is not valid.",
        List.of(Protocol.values()),
        logins::failed);
    append(
        text,
        "pitwall_failed_logins_past_limit_total",
        "Failed logins that closed their connection because of max-failed-logins or"
            + " max-failed-logins-per-address.",
        List.of(Protocol.values()),
        logins::pastLimit);
  }

  private static void append(
      PrometheusText text,
      String name,
      String help,
      List<Protocol> protocols,
      ToLongFunction<Protocol> count) {
    text.family(name, "counter", help);
    for (Protocol protocol : protocols) {
      text.sample(name, "protocol=\"" + protocol.label() + "\"", count.applyAsLong(protocol));
    }
  }
}
