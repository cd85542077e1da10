package io.pitwall.server.postgres.wire;

/**
 * What a client sends on another connection to cancel its query. The server gave it at login.
 *
 * @param processId names the connection; above 0
 * @param secret random, so that nobody else can cancel the query
 */
public record CancelKey(int processId, int secret) {}
