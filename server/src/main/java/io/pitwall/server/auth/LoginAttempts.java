package io.pitwall.server.auth;

import io.pitwall.server.network.AddressRates;
import io.pitwall.server.network.Allowance;
import io.pitwall.server.network.Rate;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.LogPace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and logs how callers of both protocols show their tokens, and says which failures are past
 * the limits: one of each client address, one of all addresses together. Safe for all threads.
 *
 * <p>A token is always checked first, and the limits then only concern the wrong ones. So nobody
 * can keep the owner of a valid token out by failing in his place, not even from the same address,
 * behind the same proxy. A failure past a limit is answered as one that tells when to come again,
 * and its connection is closed, together with the requests that were sent after it.
 *
 * <p>What an attacker gains from this order: each guess is checked, whatever the answer. After the
 * failures that an address has free, a guess costs a connection, so an address can't guess faster
 * than it may connect. At a thousand guesses per second from each of a thousand addresses, one of
 * the 2^256 tokens that this server makes is found after 10^63 years. A token that somebody chose
 * must be long ({@link Tokens#MIN_TOKEN_CHARS}) for the same reason.
 *
 * <p>The log never has a token, a part of one, or the user that a failed login named, which may be
 * a token in the wrong place. It has a line per {@link #LOG_INTERVAL} and protocol at most. Valid
 * tokens over HTTP come with each request, and are neither counted nor logged here.
 */
public final class LoginAttempts {
  /** A protocol over which tokens are shown. */
  public enum Protocol {
    HTTP("http", "HTTP"),
    POSTGRESQL("postgresql", "PostgreSQL");

    private final String label;
    private final String title;

    Protocol(String label, String title) {
      this.label = label;
      this.title = title;
    }

    /** How metrics name it. */
    public String label() {
      return label;
    }
  }

  /** Of one client address. */
  public static final Limit MAX_FAILED_LOGINS_PER_ADDRESS =
      Limit.count(
          "max-failed-logins-per-address",
          60,
          "Most failed logins from one client address per minute, over both protocols; after a"
              + " further one its connection is closed, over HTTP with 429. Valid tokens are always"
              + " let in.");

  /** Of all addresses. */
  public static final Limit MAX_FAILED_LOGINS =
      Limit.count(
          "max-failed-logins",
          6_000,
          "Most failed logins of all clients per minute, over both protocols; after a further one"
              + " its connection is closed, over HTTP with 429. Valid tokens are always let in.");

  private static final Duration RATE_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(LoginAttempts.class);

  private final Clock clock;
  private final AddressRates perAddress;
  private final Allowance all;
  private final Map<Protocol, Counts> counts = new EnumMap<>(Protocol.class);

  /** What is counted of one protocol. */
  private static final class Counts {
    final LongAdder succeeded = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder pastLimit = new LongAdder();
    final LogPace successPace;
    final LogPace failurePace;

    Counts(Clock clock) {
      successPace = new LogPace(clock, LOG_INTERVAL);
      failurePace = new LogPace(clock, LOG_INTERVAL);
    }
  }

  /**
   * The values of the limits.
   *
   * @param maxFailed {@link #MAX_FAILED_LOGINS}
   * @param maxFailedPerAddress {@link #MAX_FAILED_LOGINS_PER_ADDRESS}
   */
  public record Limits(int maxFailed, int maxFailedPerAddress) {
    /** The limits if nobody sets others. */
    public static final Limits DEFAULT =
        new Limits(MAX_FAILED_LOGINS.defaultInt(), MAX_FAILED_LOGINS_PER_ADDRESS.defaultInt());
  }

  /**
   * A failure past a limit.
   *
   * @param reason a clause without a full stop that names the limit
   * @param retrySeconds after how many seconds a failure is within the limit again, at least 1
   */
  public record Excess(String reason, long retrySeconds) {}

  /** Begins without any failure. */
  public LoginAttempts(Limits limits, Clock clock) {
    this.clock = clock;
    this.perAddress =
        new AddressRates(clock, new Rate(limits.maxFailedPerAddress(), RATE_INTERVAL));
    this.all = new Allowance(new Rate(limits.maxFailed(), RATE_INTERVAL), clock.monotonicNanos());
    for (Protocol protocol : Protocol.values()) {
      counts.put(protocol, new Counts(clock));
    }
  }

  /**
   * A caller has shown a token that is not valid. To be called after the check, whatever it was; a
   * caller who shows no token has not failed.
   *
   * @param address of the caller
   * @return null if this is within the limits; else what to tell the caller, whose connection is to
   *     be closed
   */
  public @Nullable Excess failed(Protocol protocol, InetAddress address) {
    Counts of = of(protocol);
    of.failed.increment();
    long times = of.failurePace.admit();
    if (times > 0) {
      LOG.warn(
          "failed logins over {}: {} since the last such line; the last is from {}",
          protocol.title,
          times,
          address.getHostAddress());
    }
    Excess excess = take(address);
    if (excess != null) {
      of.pastLimit.increment();
    }
    return excess;
  }

  /**
   * What one address has too many of is not counted for all, so that others still fail in peace.
   */
  private @Nullable Excess take(InetAddress address) {
    long waitNanos = perAddress.take(address);
    if (waitNanos > 0) {
      return excess(" from " + address.getHostAddress(), MAX_FAILED_LOGINS_PER_ADDRESS, waitNanos);
    }
    synchronized (all) {
      waitNanos = all.take(clock.monotonicNanos());
    }
    return waitNanos > 0 ? excess("", MAX_FAILED_LOGINS, waitNanos) : null;
  }

  private static Excess excess(String from, Limit limit, long waitNanos) {
    long seconds = Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1));
    return new Excess("too many failed logins" + from + " " + limit.clause(), seconds);
  }

  /**
   * A caller has logged in.
   *
   * @param principal whom the token belongs to
   */
  public void succeeded(Protocol protocol, InetAddress address, Principal principal) {
    Counts of = of(protocol);
    of.succeeded.increment();
    long times = of.successPace.admit();
    if (times > 0) {
      LOG.info(
          "logins over {}: {} since the last such line; the last is of '{}' from {}",
          protocol.title,
          times,
          principal.user(),
          address.getHostAddress());
    }
  }

  /** Logins that succeeded since the start. */
  public long succeeded(Protocol protocol) {
    return of(protocol).succeeded.sum();
  }

  /** Logins that failed since the start, those past a limit included. */
  public long failed(Protocol protocol) {
    return of(protocol).failed.sum();
  }

  /** Of the failed logins, those past a limit. */
  public long pastLimit(Protocol protocol) {
    return of(protocol).pastLimit.sum();
  }

  private Counts of(Protocol protocol) {
    return Objects.requireNonNull(counts.get(protocol));
  }
}
