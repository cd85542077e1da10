package io.pitwall.storage.log;

import java.io.IOException;

/**
 * The log has reached its cap: the record was refused and nothing was lost. The log takes records
 * again once {@link LogWriter#release} has freed a log file.
 */
public final class LogFullException extends IOException {

  private static final long serialVersionUID = 1L;

  LogFullException(long bytesInUse, long neededBytes, long maxBytes) {
    super(
        "the log is full: %d bytes are in use, %d more are needed, at most %d are allowed"
            .formatted(bytesInUse, neededBytes, maxBytes));
  }
}
