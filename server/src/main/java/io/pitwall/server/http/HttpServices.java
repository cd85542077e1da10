package io.pitwall.server.http;

/** What all connections share. Immutable; its parts are safe for all threads. */
record HttpServices(
    HttpOptions options, RouteTable routes, Authenticator authenticator, HttpEvents events) {
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
