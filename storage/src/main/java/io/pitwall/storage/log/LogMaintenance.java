package io.pitwall.storage.log;

import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.Agent;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a log file ready and recycles or deletes released ones, on a thread of its own. */
final class LogMaintenance implements Agent {

  private static final Logger LOG = LoggerFactory.getLogger(LogMaintenance.class);

  private final LogFilePool pool;
  private final LogOptions options;
  private final LongSupplier bytesInUse;

  /**
   * @param bytesInUse returns the bytes of log files with records that are needed; called on the
   *     agent's thread
   */
  LogMaintenance(LogFilePool pool, LogOptions options, LongSupplier bytesInUse) {
    this.pool = pool;
    this.options = options;
    this.bytesInUse = bytesInUse;
  }

  @Override
  public String roleName() {
    return "log-files";
  }

  @Override
  public long doWork() throws IOException {
    if (pool.tidyOne()) {
      return AT_ONCE;
    }
    long spareBytes = (pool.readyCount() + 1) * options.fileBytes();
    if (bytesInUse.getAsLong() + spareBytes <= options.maxBytes() && pool.prepareOne()) {
      return AT_ONCE;
    }
    return NEVER;
  }

  /** Nothing is lost: the writer prepares a log file itself when it needs one. */
  @Override
  public void onError(Throwable failure) {
    LOG.warn("A log file could not be prepared or freed; it is tried again", failure);
  }
}
