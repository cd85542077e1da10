package io.pitwall.client.load;

/**
 * Hears of every batch, so that somebody can check later what the server kept: what is acknowledged
 * must be there whole and once; what was attempted and not acknowledged may be there whole or not
 * at all. Called from all of the load's threads.
 */
public interface BatchLedger {
  /** A ledger that keeps nothing. */
  BatchLedger NONE =
      new BatchLedger() {
        @Override
        public void attempted(String table, long batchId, int rows) {}

        @Override
        public void acknowledged(String table, long batchId, int rows) {}
      };

  /**
   * Called before a batch's first byte is offered to the socket; once, also if it is sent again.
   */
  void attempted(String table, long batchId, int rows);

  /**
   * Called after the server acknowledged a batch, before anything else is sent on that connection.
   */
  void acknowledged(String table, long batchId, int rows);
}
