package io.pitwall.server.postgres;

/**
 * What a client shows to cancel its query from another connection.
 *
 * @param processId names the connection; above 0
 * @param secret random
 */
record CancelKey(int processId, int secret) {}
