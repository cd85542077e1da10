package io.pitwall.storage.log;

import java.io.IOException;

/**
 * A write or sync of the log failed, now or earlier. What was appended since the last successful
 * sync may or may not be on disk; the log takes no more records until the next start.
 */
public final class LogPoisonedException extends IOException {

  private static final long serialVersionUID = 1L;

  LogPoisonedException(IOException cause) {
    super("the log failed and takes no more records: " + cause.getMessage(), cause);
  }
}
