package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** One PostgreSQL message with tens of thousands of session commands. */
final class SetFloods implements Abuse {
  private static final int COMMANDS = 30_000;

  private final AbuseScene scene;

  SetFloods(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String commands =
        switch (scene.random().nextInt(4)) {
          case 0 -> "SET application_name TO 'x';".repeat(COMMANDS);
          case 1 -> "SHOW server_version;".repeat(COMMANDS);
          case 2 -> "BEGIN;COMMIT;".repeat(COMMANDS);
          default -> ";".repeat(COMMANDS);
        };
    try (AbusePostgres session = scene.openSession()) {
      AbuseAnswer flood = session.ask(commands);
      scene
          .tally()
          .expect(
              COMMANDS + " times " + commands.substring(0, Math.min(20, commands.length())),
              flood,
              AbuseAnswer.DONE,
              "54000",
              "54001",
              "57014");
    }
  }
}
