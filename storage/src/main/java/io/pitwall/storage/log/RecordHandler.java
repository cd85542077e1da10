package io.pitwall.storage.log;

import java.io.IOException;

/** Takes the records of a log as it is replayed. */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Called for each record in the order of the LSNs.
   *
   * @param buffer holds the payload and is reused after the call
   */
  void onRecord(long lsn, byte[] buffer, int offset, int length) throws IOException;
}
