package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs kinds of abuse in turns, some at the same time, in an order that the seed gives. Ends after
 * {@link #stop}, but not before each kind has had a turn.
 */
public final class AbuseTurns {
  /**
   * What is run, and how.
   *
   * @param kinds in any order
   * @param together how many run at the same time
   * @param turnMillis how long a kind runs before the next one
   * @param seed repeats the order and what each kind does
   */
  public record Plan(List<AbuseKind> kinds, int together, long turnMillis, long seed) {}

  /** A kind's first turn is prolonged up to this length until it has seen what it is for. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final AbuseScene scene;
  private final Plan plan;
  private final List<AbuseKind> order;
  private final Map<AbuseKind, AbuseTally> tallies = new EnumMap<>(AbuseKind.class);
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<AbuseKind> running = ConcurrentHashMap.newKeySet();
  private volatile Set<AbuseKind> refusedWhile = Set.of();
  private volatile boolean stopped;

  /** Nothing runs yet. */
  public AbuseTurns(AbuseScene scene, Plan plan) {
    this.scene = scene;
    this.plan = plan;
    order = new ArrayList<>(plan.kinds());
    SplittableRandom random = new SplittableRandom(plan.seed());
    for (int i = order.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      order.set(i, order.set(other, order.get(i)));
    }
    orderNames();
    order.forEach(kind -> tallies.put(kind, new AbuseTally()));
  }

  /** A database needs a table and a table a series, so that series are used up last. */
  private void orderNames() {
    if (order.remove(AbuseKind.ENDLESS_DATABASES)) {
      order.addFirst(AbuseKind.ENDLESS_DATABASES);
    }
    if (order.remove(AbuseKind.ENDLESS_TABLES)) {
      order.add((order.size() + 1) / 2, AbuseKind.ENDLESS_TABLES);
    }
    if (order.remove(AbuseKind.ENDLESS_SERIES)) {
      order.addLast(AbuseKind.ENDLESS_SERIES);
    }
  }

  /** Begins. */
  public void start() {
    for (int i = 0; i < Math.min(plan.together(), order.size()); i++) {
      threads.add(Thread.ofPlatform().daemon().name("abuse-" + i).start(this::run));
    }
  }

  /** Begins no further turn once each kind has had one. */
  public void stop() {
    stopped = true;
  }

  /** Waits until the last turn has ended. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** The kinds in the order of their turns. */
  public List<AbuseKind> order() {
    return List.copyOf(order);
  }

  /** The kinds that ran when the server first refused a connection; empty if it never did. */
  public Set<AbuseKind> refusedWhile() {
    return refusedWhile;
  }

  /** What a kind did and was answered. */
  public AbuseTally tally(AbuseKind kind) {
    AbuseTally tally = tallies.get(kind);
    if (tally == null) {
      throw new IllegalArgumentException(kind + " is not among the kinds that run");
    }
    return tally;
  }

  private void run() {
    try {
      int turn = next.getAndIncrement();
      while (!stopped || turn < order.size()) {
        AbuseKind kind = order.get(turn % order.size());
        long seed = plan.seed() + 31L * (turn / order.size()) + kind.label().hashCode();
        running.add(kind);
        takeTurn(kind, scene.with(tally(kind), new SplittableRandom(seed)), turn);
        running.remove(kind);
        turn = next.getAndIncrement();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeTurn(AbuseKind kind, AbuseScene own, int turn) throws InterruptedException {
    long interval = (long) (TimeUnit.SECONDS.toNanos(1) / kind.actsPerSecond());
    long start = System.nanoTime();
    long length = TimeUnit.MILLISECONDS.toNanos(plan.turnMillis());
    long due = start;
    Abuse abuse = null;
    boolean isFirst = turn < order.size();
    while (due < start + length && (isFirst || !stopped)) {
      abuse = act(kind, own, abuse);
      due = Math.max(due + interval, System.nanoTime());
      if (isFirst && due >= start + length && isMissing(abuse)) {
        length = Math.min(due + interval - start, Math.max(length, LONGEST_NANOS));
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(due, start + length) - System.nanoTime());
    }
    if (isFirst && abuse != null && isMissing(abuse)) {
      own.tally().fault("its turn ended without " + abuse.missing());
    }
    close(abuse);
  }

  private static boolean isMissing(@Nullable Abuse abuse) {
    return abuse != null && !abuse.missing().isEmpty();
  }

  /** Acts once; gives what acts next, or null if it must begin anew. */
  private @Nullable Abuse act(AbuseKind kind, AbuseScene own, @Nullable Abuse running) {
    AbuseTally tally = own.tally();
    Abuse abuse = running;
    try {
      if (abuse == null) {
        abuse = kind.begin(own);
      }
      tally.acted();
      abuse.act();
      return abuse;
    } catch (SocketTimeoutException e) {
      tally.fault(String.valueOf(e.getMessage()));
    } catch (ConnectException e) {
      refused();
      tally.fault("the server refused a connection: " + e.getMessage());
    } catch (IOException e) {
      tally.fault("a connection broke: " + e.getMessage());
    } catch (RuntimeException e) {
      tally.fault("the answer could not be read: " + e);
    }
    close(abuse);
    return null;
  }

  private synchronized void refused() {
    if (refusedWhile.isEmpty()) {
      refusedWhile = Set.copyOf(running);
    }
  }

  private static void close(@Nullable Abuse abuse) {
    try {
      if (abuse != null) {
        abuse.close();
      }
    } catch (IOException e) {
      // the connection was broken already
    }
  }
}
