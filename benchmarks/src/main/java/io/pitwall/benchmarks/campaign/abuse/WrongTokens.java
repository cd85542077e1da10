package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/**
 * Guesses tokens over HTTP, for queries and for writes, from an address of its own: first each
 * guess is answered with 401, past the limit with 429. The right token gets in from there all the
 * time.
 */
final class WrongTokens implements Abuse {
  private static final int GUESSES_PER_LOGIN = 10;

  private final AbuseScene scene;
  private long guesses;
  private boolean wasRefused;
  private boolean wasLimited;

  WrongTokens(AbuseScene scene) throws IOException {
    this.scene = scene.asGuesser();
  }

  @Override
  public void act() throws IOException {
    try (AbuseHttp http = scene.openHttp()) {
      judge(http.ask(request("guess-" + Long.toHexString(scene.random().nextLong()) + "-0123456")));
    }
    if (guesses++ % GUESSES_PER_LOGIN == 0) {
      try (AbuseHttp http = scene.openHttp()) {
        AbuseAnswer answer = http.ask(AbuseRequest.query("SELECT 1", scene.token()));
        scene.tally().expect("the right token from the address of wrong ones", answer, "200");
      }
    }
  }

  private byte[] request(String guess) {
    return scene.random().nextBoolean()
        ? AbuseRequest.query("SELECT 1", guess)
        : AbuseRequest.lines(guess).body("guessed value=1i");
  }

  private void judge(AbuseAnswer answer) {
    scene.tally().expect("a wrong token", answer, "401", "429");
    wasRefused |= answer.is("401");
    if (answer.is("429") && !wasRefused) {
      scene.tally().fault("the first wrong token of an address was answered with 429");
    }
    wasLimited |= answer.is("429");
  }

  @Override
  public String missing() {
    if (!wasRefused) {
      return "a wrong token answered with 401";
    }
    return wasLimited ? "" : "a wrong token answered with 429";
  }
}
