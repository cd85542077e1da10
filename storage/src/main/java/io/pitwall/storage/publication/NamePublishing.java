package io.pitwall.storage.publication;

import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.LogPace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes names a second after the log got them, so that a lost log record costs its own rows and
 * not those of all later records that use its names. With them, the log is freed up to the first
 * unsealed row: records without rows would keep it otherwise, until some table is sealed again.
 */
public final class NamePublishing implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(NamePublishing.class);
  private static final Duration WARN_AGAIN = Duration.ofMinutes(1);

  /** How long names are gathered for one edit of the manifest. */
  private static final long GATHER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Publication publication;
  private final Clock clock;
  private final LogPace warnings;
  private boolean isDue;
  private boolean isGathering;
  private long dueNanos;

  /**
   * Makes an agent that is woken when there are new names.
   *
   * @param isDue whether it publishes once even without new names
   */
  public NamePublishing(Publication publication, Clock clock, boolean isDue) {
    this.publication = publication;
    this.clock = clock;
    this.isDue = isDue;
    warnings = new LogPace(clock, WARN_AGAIN);
  }

  @Override
  public String roleName() {
    return "names";
  }

  @Override
  public long doWork() throws IOException {
    if (!isDue && !publication.hasNewNames()) {
      isGathering = false;
      return NEVER;
    }
    long now = clock.monotonicNanos();
    if (!isGathering) {
      isGathering = true;
      dueNanos = now + GATHER_NANOS;
    }
    if (now - dueNanos < 0) {
      return dueNanos - now;
    }
    publication.publishNames();
    isDue = false;
    isGathering = false;
    return AT_ONCE;
  }

  /** Nothing is lost: the log has the names, and the next publication of any kind has them too. */
  @Override
  public void onError(Throwable failure) {
    if (warnings.admit() > 0) {
      LOG.warn("new names can't be published; it is tried again", failure);
    }
  }
}
