package io.pitwall.server;

import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import io.pitwall.storage.StoreStatistics;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how a server has started, how it is set, and how it ended. */
final class StartReport {
  private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

  private StartReport() {}

  /**
   * Logs that a server serves.
   *
   * @param opened what the store counted when it was open, before any write
   * @param millis how long the start took
   */
  static void started(Settings settings, String version, StoreStatistics opened, long millis) {
    List<String> changed = settings.changed();
    LOG.info(
        "Pitwall {} started in {} ms: {} rows in {} segment files, {} rows replayed from {} records"
            + " of the log ({} bytes); settings that differ from their defaults: {}",
        version,
        millis,
        opened.segments().rows(),
        opened.segments().count(),
        opened.head().rows() + opened.sealing().rows(),
        opened.replay().records(),
        opened.replay().bytes(),
        changed.isEmpty() ? "none" : String.join(", ", changed));
  }

  /** Logs a warning if others can read what clients send to this address. */
  static void warnOfPlaintext(Settings settings, Setting setting, InetSocketAddress resolved) {
    if (!resolved.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "{} listens on {}, which other machines can reach, without encryption: tokens and data"
              + " can be read on the way; put a proxy that speaks TLS before it, or listen on"
              + " 127.0.0.1",
          setting.settingName(),
          settings.address(setting));
    }
  }

  /** Logs that a server has ended in order. */
  static void stopped(long millis, long uptimeMillis) {
    LOG.info("Pitwall stopped in {} ms, after {} s", millis, uptimeMillis / 1000);
  }
}
