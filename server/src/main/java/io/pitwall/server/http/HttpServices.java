package io.pitwall.server.http;

import io.pitwall.server.metrics.ServerMetrics;

/** What all connections share. Immutable; its parts are safe for all threads. */
record HttpServices(
    HttpLimits limits,
    Router router,
    Authenticator authenticator,
    Refusals refusals,
    BodyBuffers buffers,
    WriteTarget store,
    ServerMetrics metrics) {

  /** Whether new work should wait. */
  boolean isCongested() {
    return buffers.isTight() || store.isCongested();
  }
}
