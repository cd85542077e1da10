package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Sends many queries at once on one connection; each answer must be the one of its query. */
final class PipelinedQueries implements Abuse {
  private static final int QUERIES = 40;

  private final AbuseScene scene;

  PipelinedQueries(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    int first = scene.random().nextInt(1_000_000);
    try (AbuseHttp http = scene.openHttp()) {
      for (int i = 0; i < QUERIES; i++) {
        http.socket().write(AbuseRequest.query("SELECT " + (first + i), scene.token()));
      }
      for (int i = 0; i < QUERIES; i++) {
        AbuseAnswer answer = http.answer();
        scene.tally().expect("a pipelined query", answer, "200");
        if (answer.is(AbuseAnswer.CLOSED)) {
          return;
        }
        if (answer.is("200") && !answer.text().contains("[[" + (first + i) + "]]")) {
          scene.tally().fault("SELECT " + (first + i) + " got another's answer: " + answer.text());
        }
      }
    }
  }
}
