package io.pitwall.storage.publication;

import java.io.IOException;

/** Frees log files whose records are no longer needed. */
@FunctionalInterface
public interface LogRelease {
  /** Frees nothing: while the log is replayed, nobody writes it. */
  LogRelease NONE = lsn -> {};

  /** Records up to this one are not needed any more. */
  void release(long lsn) throws IOException;
}
