package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Sends half of a request's header and waits. */
final class HalfHeaders extends HalfSent {
  private static final int MOST = 100;

  HalfHeaders(AbuseScene scene) {
    super(scene, "a request with half a header", MOST);
  }

  @Override
  AbuseSocket connect() throws IOException {
    return scene().connectHttp();
  }

  @Override
  void begin(AbuseSocket socket) throws IOException {
    byte[] header = AbuseRequest.get("/health").with("X-Half", "of it").header();
    byte[] half = new byte[1 + scene().random().nextInt(header.length - 2)];
    System.arraycopy(header, 0, half, 0, half.length);
    socket.write(half);
  }
}
