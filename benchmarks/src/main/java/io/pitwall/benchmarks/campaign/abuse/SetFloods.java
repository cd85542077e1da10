package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** One PostgreSQL message with tens of thousands of session commands. */
final class SetFloods implements Abuse {
  private static final int COMMANDS = 30_000;

  private static final String[] COMMAND = {
    "SET application_name TO 'x';", "SHOW server_version;", "BEGIN;COMMIT;"
  };

  private final AbuseScene scene;
  private int turn;

  SetFloods(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String command = COMMAND[turn++ % COMMAND.length];
    try (AbusePostgres session = scene.openSession()) {
      AbuseAnswer flood = session.ask(command.repeat(COMMANDS));
      scene.tally().expect(COMMANDS + " times " + command, flood, "54000");
      AbuseAnswer none = session.ask(";".repeat(COMMANDS));
      scene.tally().expect(COMMANDS + " empty statements", none, AbuseAnswer.DONE, "54000");
      scene.tally().expect("SELECT 7 after them", session.ask("SELECT 7"), AbuseAnswer.DONE);
    }
  }

  @Override
  public String missing() {
    return turn < COMMAND.length ? "each of its commands" : "";
  }
}
