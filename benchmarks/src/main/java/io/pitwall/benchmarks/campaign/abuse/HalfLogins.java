package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Begins a PostgreSQL login and never ends it. */
final class HalfLogins extends HalfSent {
  private static final int MOST = 140;

  HalfLogins(AbuseScene scene) {
    super(scene, "a PostgreSQL login that stopped", MOST);
  }

  @Override
  AbuseSocket connect() throws IOException {
    return scene().connectPostgres();
  }

  @Override
  void begin(AbuseSocket socket) throws IOException {
    byte[] startup = AbusePostgres.startup("admin", AbuseScene.DATABASE);
    switch (scene().random().nextInt(3)) {
      case 0 -> {
        byte[] half = new byte[5];
        System.arraycopy(startup, 0, half, 0, half.length);
        socket.write(half);
      }
      case 1 -> socket.write(startup);
      default -> {
        socket.write(startup);
        socket.write(AbusePostgres.firstPassword("n,,n=,r=half"));
      }
    }
  }
}
