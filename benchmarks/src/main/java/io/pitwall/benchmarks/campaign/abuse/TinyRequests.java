package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Floods the server with the smallest of requests: pings, writes of a row, queries of nothing. */
final class TinyRequests implements Abuse {
  private static final String TABLE = AbuseKind.TINY_REQUESTS.neighbourTable();

  private final AbuseScene scene;
  private AbuseHttp http;

  TinyRequests(AbuseScene scene) throws IOException {
    this.scene = scene;
    http = scene.openHttp();
  }

  @Override
  public void act() throws IOException {
    AbuseAnswer answer =
        switch (scene.random().nextInt(4)) {
          case 0 -> ask("a ping", AbuseRequest.get("/ping").header(), "204");
          case 1 -> ask("SELECT 1", AbuseRequest.query("SELECT 1", scene.token()), "200");
          case 2 -> ask("an unknown path", AbuseRequest.get("/nothing").header(), "401");
          default -> write();
        };
    if (answer.is(AbuseAnswer.CLOSED)) {
      close();
      http = scene.openHttp();
    }
  }

  private AbuseAnswer write() throws IOException {
    byte[] request = AbuseRequest.lines(scene.token()).body(TABLE + " value=1i");
    AbuseAnswer answer = ask("a write of one row", request, "204");
    if (answer.is("204")) {
      scene.ledger().stored(TABLE, 1);
    } else if (answer.is(AbuseAnswer.CLOSED)) {
      scene.ledger().unknown(TABLE, 1);
    }
    return answer;
  }

  private AbuseAnswer ask(String what, byte[] request, String... allowed) throws IOException {
    AbuseAnswer answer = http.ask(request);
    scene.tally().expect(what, answer, allowed);
    return answer;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
