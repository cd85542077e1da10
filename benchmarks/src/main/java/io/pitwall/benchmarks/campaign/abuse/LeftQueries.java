package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Asks, and leaves in the middle of the answer, politely or not. */
final class LeftQueries implements Abuse {
  private final AbuseScene scene;

  LeftQueries(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    AbuseSocket socket = scene.connectHttp();
    try {
      socket.write(AbuseRequest.query(scene.readEverything(), scene.token()));
      if (scene.random().nextBoolean()) {
        socket.read(ByteBuffer.allocate(1 + scene.random().nextInt(10_000)));
      }
      scene.tally().answered("left");
    } finally {
      if (scene.random().nextBoolean()) {
        socket.reset();
      } else {
        socket.close();
      }
    }
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(AbuseRequest.query("SELECT 7", scene.token()));
      scene.tally().expect("the next query after one that was left", answer, "200");
    }
  }
}
