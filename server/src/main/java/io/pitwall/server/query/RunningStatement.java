package io.pitwall.server.query;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryException;

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
   * @throws E if the client is gone or does not read
   */
  public <E extends Exception> void awaitClient(QueryPermit.ClientWait<E> wait)
      throws QueryException, E {
    permit.whileAway(request, wait);
  }
}
