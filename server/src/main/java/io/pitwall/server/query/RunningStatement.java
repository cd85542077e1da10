package io.pitwall.server.query;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;

/**
 * A statement while it runs. Owned by its thread.
 *
 * @param request what is asked
 * @param permit of the same statement
 */
public record RunningStatement(QueryRequest request, QueryPermit permit) {
  /**
   * Waits for the client, while others compute; see {@link QueryPermit#whileAway}.
   *
   * @throws QueryException if the statement is cancelled meanwhile
   * @throws ClientGoneException if the client is gone or does not read
   */
  public void awaitClient(QueryPermit.ClientWait wait) throws QueryException, ClientGoneException {
    permit.whileAway(request, wait);
  }
}
