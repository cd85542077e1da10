package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads whole tables over both protocols, 100 KB a second each. */
final class SlowReaders implements Abuse {
  private static final int READERS_PER_PROTOCOL = 3;

  /** At ten acts a second 100 KB/s. */
  private static final int BYTES_PER_ACT = 10_000;

  private final AbuseScene scene;
  private final List<AbuseSocket> readers = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BYTES_PER_ACT);

  SlowReaders(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    if (readers.size() < 2 * READERS_PER_PROTOCOL) {
      readers.add(reader(readers.size() % 2 == 0));
    }
    for (int i = 0; i < readers.size(); i++) {
      buffer.clear();
      int count;
      try {
        count = readers.get(i).poll(buffer);
      } catch (IOException e) {
        count = -1;
      }
      if (count < 0) {
        scene.tally().answered("ended by the server");
        readers.remove(i).close();
        return;
      }
      scene.tally().answered(count == 0 ? "nothing to read yet" : "read a part");
    }
  }

  private AbuseSocket reader(boolean overHttp) throws IOException {
    if (overHttp) {
      AbuseSocket socket = scene.connectHttp();
      socket.write(AbuseRequest.query(scene.readEverything(), scene.token()));
      return socket;
    }
    AbuseSocket socket = scene.openSession().socket();
    socket.write(AbusePostgres.query(scene.readEverything()));
    return socket;
  }

  @Override
  public void close() throws IOException {
    for (AbuseSocket reader : readers) {
      reader.close();
    }
  }
}
