package io.pitwall.server.http;

import io.pitwall.server.network.ConnectionSweep;

/** What all connections share. Immutable; its parts are safe for all threads. */
record HttpServices(
    HttpOptions options,
    RouteTable routes,
    Authenticator authenticator,
    AnswerEncoder encoder,
    HttpEvents events,
    ConnectionSweep sweep) {
  HttpLimits limits() {
    return options.limits();
  }

  /** Nanoseconds on the monotonic clock. */
  long now() {
    return options.clock().monotonicNanos();
  }

  /** Whether new requests should wait. */
  boolean isCongested() {
    return options.isCongested().getAsBoolean();
  }
}
