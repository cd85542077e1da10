package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/**
 * Guesses passwords and names of users over the PostgreSQL wire, from an address of its own, until
 * the error names the limit. The right password gets in from there all the time.
 */
final class WrongPasswords implements Abuse {
  private static final int GUESSES_PER_LOGIN = 10;
  private static final String LIMIT = "max-failed-logins-per-address";

  private final AbuseScene scene;
  private long guesses;
  private boolean wasLimited;

  WrongPasswords(AbuseScene scene) throws IOException {
    this.scene = scene.asGuesser();
  }

  @Override
  public void act() throws IOException {
    String user = scene.random().nextBoolean() ? "admin" : "nobody";
    try (AbusePostgres session = new AbusePostgres(scene.connectPostgres())) {
      AbuseAnswer answer = session.login(user, AbuseScene.DATABASE, "a guess that is wrong");
      scene.tally().expect("a wrong password", answer, "28P01");
      if (answer.text().contains(LIMIT)) {
        if (guesses == 0) {
          scene.tally().fault("the first wrong password of an address met the limit");
        }
        wasLimited = true;
      }
    }
    if (guesses++ % GUESSES_PER_LOGIN == 0) {
      try (AbusePostgres session = scene.openSession()) {
        AbuseAnswer answer = session.ask("SELECT 1");
        scene.tally().expect("the right password after wrong ones", answer, AbuseAnswer.DONE);
      }
    }
  }

  @Override
  public String missing() {
    return wasLimited ? "" : "an error that names " + LIMIT;
  }
}
