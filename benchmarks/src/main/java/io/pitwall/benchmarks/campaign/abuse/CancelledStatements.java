package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Cancels statements of PostgreSQL sessions, with the right key and with wrong ones. */
final class CancelledStatements implements Abuse {
  private final AbuseScene scene;

  CancelledStatements(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    try (AbusePostgres session = scene.openSession();
        AbusePostgres neighbour = scene.openSession()) {
      session.socket().write(AbusePostgres.query(scene.readEverything()));
      cancel(AbusePostgres.cancel(scene.random().nextInt(), scene.random().nextInt()));
      cancel(session.cancelOfThis());
      AbuseAnswer beside = neighbour.ask("SELECT 7");
      scene.tally().expect("the statement beside a cancelled one", beside, AbuseAnswer.DONE);
      if (beside.is(AbuseAnswer.DONE) && !beside.text().equals("7")) {
        scene.tally().fault("SELECT 7 beside a cancelled statement gave " + beside.text());
      }
      scene.tally().expect("a cancelled statement", session.answer(), "done", "57014");
      AbuseAnswer next = session.ask("SELECT 8");
      scene.tally().expect("the statement after a cancelled one", next, "done", "57014");
    }
  }

  private void cancel(byte[] packet) throws IOException {
    try (AbuseSocket socket = scene.connectPostgres()) {
      socket.write(packet);
      socket.read(ByteBuffer.allocate(1)); // up to the end
    }
  }
}
