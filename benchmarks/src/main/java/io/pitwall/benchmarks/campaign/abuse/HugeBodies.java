package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sends bodies at the limit and past it, with their length and in chunks, with a token and without.
 */
final class HugeBodies implements Abuse {
  private static final int CHUNK_BYTES = 1 << 20;

  private final AbuseScene scene;
  private int turn;

  HugeBodies(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    int limit = AbuseLimits.MAX_BODY_BYTES;
    try (AbuseHttp http = scene.openHttp()) {
      switch (turn++ % 4) {
        case 0 -> scene.tally().expect("a body at the limit", http.ask(declared(limit)), "204");
        case 1 ->
            scene.tally().expect("a body past the limit", http.ask(declared(limit + 1)), "413");
        case 2 -> chunked(http, limit + CHUNK_BYTES);
        default -> {
          byte[] request =
              AbuseRequest.lines("a-token-that-nobody-has")
                  .with("Content-Length", Integer.toString(limit))
                  .header();
          scene.tally().expect("a large body without a token", http.ask(request), "401", "429");
        }
      }
    }
  }

  @Override
  public String missing() {
    return turn < 4 ? "a body of each kind" : "";
  }

  /** Comments, which are read and store nothing. */
  private byte[] declared(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) '#');
    for (int i = 99; i < length; i += 100) {
      body[i] = '\n';
    }
    return AbuseRequest.lines(scene.token()).body(body);
  }

  private void chunked(AbuseHttp http, int length) throws IOException {
    http.socket()
        .write(AbuseRequest.lines(scene.token()).with("Transfer-Encoding", "chunked").header());
    byte[] chunk = new byte[CHUNK_BYTES];
    Arrays.fill(chunk, (byte) '\n');
    byte[] size = (Integer.toHexString(CHUNK_BYTES) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\r\n".getBytes(StandardCharsets.US_ASCII);
    try {
      for (int sent = 0; sent < length; sent += CHUNK_BYTES) {
        http.socket().write(size);
        http.socket().write(chunk);
        http.socket().write(end);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      scene.tally().answered("cut while sending"); // the answer may have come before
    }
    scene.tally().expect("chunks past the limit", http.answer(), "413", AbuseAnswer.CLOSED);
  }
}
