package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** PostgreSQL messages past the limit: sent whole, or only declared. */
final class LargeMessages implements Abuse {
  private static final int BYTES = 3_000_000;

  private final AbuseScene scene;
  private int turn;

  LargeMessages(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    try (AbusePostgres session = scene.openSession()) {
      AbuseAnswer answer;
      if (turn++ % 2 == 0) {
        answer = session.ask("SELECT '" + "x".repeat(BYTES) + "'");
      } else {
        session.socket().write(new byte[] {'Q', 0x7F, -1, -1, -1, 'S'});
        answer = session.answer();
      }
      scene.tally().expect("a message past max-pg-message-bytes", answer, "54000");
    }
  }

  @Override
  public String missing() {
    return turn < 2 ? "a message that is whole and one that is not" : "";
  }
}
