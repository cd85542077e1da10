package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A client that does nothing wrong, at the address that abuse comes from. Each second it connects
 * to both ports, logs in, writes a row and counts its rows. It may only be turned away by the
 * limits of connections per address, and seldom.
 */
public final class GoodNeighbour implements AutoCloseable {
  /** Its table in {@link AbuseScene#DATABASE}. */
  static final String TABLE = "good_neighbour";

  /** What an answer names that turns it away. */
  private static final String PER_ADDRESS = "connections-per-address";

  private static final long SECOND_MILLIS = 1_000;

  /**
   * How it fared.
   *
   * @param asked requests over HTTP and sessions
   * @param turnedAway of these, the ones that a limit per address turned away
   * @param failed of these, the ones that went wrong in another way
   * @param firstFailure the first of those in words; may be empty
   */
  public record Report(long asked, long turnedAway, long failed, String firstFailure) {
    /** The share of its requests and sessions that were turned away; 0 without any. */
    public double turnedAwayShare() {
      return asked == 0 ? 0 : (double) turnedAway / asked;
    }
  }

  private final AbuseScene scene;
  private final Thread thread;
  private volatile boolean stopped;
  private long least = 1; // from before the abuse
  private long most = 1;
  private Report report = new Report(0, 0, 0, "");

  private GoodNeighbour(AbuseScene scene) {
    this.scene = scene;
    thread = Thread.ofPlatform().daemon().name("good-neighbour").unstarted(this::run);
  }

  /** Begins. */
  public static GoodNeighbour start(AbuseScene scene) {
    GoodNeighbour neighbour = new GoodNeighbour(scene);
    neighbour.thread.start();
    return neighbour;
  }

  /** How it fared so far. */
  public synchronized Report report() {
    return report;
  }

  private void run() {
    while (!stopped) {
      long start = System.nanoTime();
      attempt("a write", this::write);
      attempt("a session", this::count);
      try {
        long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        TimeUnit.MILLISECONDS.sleep(SECOND_MILLIS - taken);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Something that the server must do for it. */
  private interface Attempt {
    /** What went wrong; empty if nothing did. */
    String run() throws IOException;
  }

  private void attempt(String what, Attempt attempt) {
    String failure;
    try {
      failure = attempt.run();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    if (!stopped) {
      add(what, failure);
    }
  }

  private synchronized void add(String what, String failure) {
    boolean isTurnedAway = failure.contains(PER_ADDRESS);
    boolean isFailed = !failure.isEmpty() && !isTurnedAway;
    boolean isFirst = isFailed && report.firstFailure().isEmpty();
    report =
        new Report(
            report.asked() + 1,
            report.turnedAway() + (isTurnedAway ? 1 : 0),
            report.failed() + (isFailed ? 1 : 0),
            isFirst ? what + ": " + failure : report.firstFailure());
  }

  private String write() throws IOException {
    byte[] request = AbuseRequest.lines(scene.token()).body(TABLE + " value=1i");
    AbuseAnswer answer = AbuseAnswer.closed();
    try (AbuseHttp http = scene.openHttp()) {
      answer = http.ask(request);
    } finally {
      if (answer.is("204")) {
        least++;
        most++;
        scene.ledger().stored(TABLE, 1);
      } else if (answer.is(AbuseAnswer.CLOSED)) {
        most++;
        scene.ledger().unknown(TABLE, 1);
      }
    }
    return answer.is("204") ? "" : answer.code() + " " + answer.text();
  }

  private String count() throws IOException {
    try (AbusePostgres session = scene.openSession()) {
      AbuseAnswer answer = session.ask("SELECT COUNT(*) FROM " + TABLE);
      boolean right = false;
      if (answer.is(AbuseAnswer.DONE)) {
        long rows = Long.parseLong(answer.text());
        right = least <= rows && rows <= most;
      }
      return right
          ? ""
          : String.format(
              Locale.ROOT,
              "%s %s instead of %d to %d rows",
              answer.code(),
              answer.text(),
              least,
              most);
    }
  }

  /** Ends what it does; its report stays. */
  public void end() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }
}
