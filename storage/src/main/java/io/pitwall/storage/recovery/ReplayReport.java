package io.pitwall.storage.recovery;

import io.pitwall.storage.log.RecoveredLog;
import java.util.List;

/**
 * What a replay of the log found.
 *
 * @param log where the log ends, to be continued there
 * @param damages one sentence each; empty for a sound log
 */
public record ReplayReport(RecoveredLog log, List<String> damages) {
  /** Copies the list. */
  public ReplayReport {
    damages = List.copyOf(damages);
  }
}
