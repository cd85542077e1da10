package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Guesses passwords and names of users over the PostgreSQL wire. */
final class WrongPasswords implements Abuse {
  private final AbuseScene scene;

  WrongPasswords(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String user = scene.random().nextBoolean() ? "admin" : "nobody";
    try (AbusePostgres session = new AbusePostgres(scene.connectPostgres())) {
      String code = session.login(user, AbuseScene.DATABASE, "a guess that is wrong");
      AbuseAnswer answer = new AbuseAnswer(code.isEmpty() ? "logged in" : code, "");
      scene.tally().expect("a wrong password", answer, "28P01", AbuseAnswer.CLOSED);
    }
  }
}
