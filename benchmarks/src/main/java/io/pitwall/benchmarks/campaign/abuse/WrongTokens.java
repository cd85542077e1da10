package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Guesses tokens over HTTP, for queries and for writes. */
final class WrongTokens implements Abuse {
  private final AbuseScene scene;

  WrongTokens(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String guess = "guess-" + Long.toHexString(scene.random().nextLong()) + "-0123456789";
    byte[] request =
        scene.random().nextBoolean()
            ? AbuseRequest.query("SELECT 1", guess)
            : AbuseRequest.lines(guess).body("guessed value=1i");
    try (AbuseHttp http = scene.openHttp()) {
      scene.tally().expect("a wrong token", http.ask(request), "401");
    }
  }
}
