package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;

/** Connections that are held open while the server is expected to end them. Owned by one thread. */
final class HeldConnections implements AutoCloseable {
  /** More bytes than fit between a server that has stopped and a client that has not read. */
  private static final int UNREAD_BYTES = 32 << 20;

  private final String what;
  private final int most;
  private final Duration limit;
  private final AbuseTally tally;
  private long judged;
  private final ArrayDeque<AbuseSocket> open = new ArrayDeque<>();

  /**
   * @param what they are, for a sentence
   * @param most connections at the same time
   * @param limit the server must have ended a connection that is this old
   */
  HeldConnections(String what, int most, Duration limit, AbuseTally tally) {
    this.what = what;
    this.most = most;
    this.limit = limit;
    this.tally = tally;
  }

  /** Whether no more are held until the oldest was judged. */
  boolean isFull() {
    return open.size() >= most;
  }

  /** Holds one more. */
  void hold(AbuseSocket socket) {
    if (isFull()) {
      throw new IllegalStateException("more than " + most + " connections would be held");
    }
    open.addLast(socket);
  }

  /** Empty once one was held for so long that it was judged. */
  String missing() {
    return judged > 0 ? "" : what + " that was held for " + limit.toSeconds() + " s";
  }

  /** Judges those that are old enough, and lets them go. */
  void judge() throws IOException {
    while (!open.isEmpty() && open.getFirst().age().compareTo(limit) > 0) {
      AbuseSocket oldest = open.removeFirst();
      boolean ended = oldest.isEnded(UNREAD_BYTES);
      judged++;
      tally.answered(ended ? "ended by the server" : "still open");
      if (!ended) {
        tally.fault(what + " was still open after " + limit.toSeconds() + " s");
      }
      oldest.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (AbuseSocket socket : open) {
      socket.close();
    }
    open.clear();
  }
}
