package io.pitwall.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.client.send.LoopbackServer;
import java.io.IOException;

/** Small loads against a loopback server. */
final class Loads {
  private Loads() {}

  static LoadReport run(LoopbackServer server, LoadOptions options, BatchLedger ledger)
      throws IOException, InterruptedException {
    assertThat(options.target().port()).isEqualTo(server.port());
    try (LoadRunner runner = new LoadRunner(options, ledger)) {
      runner.start();
      return runner.await();
    }
  }

  /** Closed loop, two connections, small batches; 0 batches means no end. */
  static LoadOptions options(LoopbackServer server, long batches) {
    return LoadOptions.DEFAULTS
        .withTarget(Target.DEFAULTS.withAddress("127.0.0.1", server.port()))
        .withPayload(payload(10))
        .withPace(
            Pace.DEFAULTS
                .withConnections(2, 1)
                .closedLoop()
                .withDurationMillis(0)
                .withMaxBatches(batches));
  }

  static LoadOptions one(LoadOptions options) {
    return options.withPace(options.pace().withConnections(1, 1));
  }

  static Payload payload(int rows) {
    return Payload.DEFAULTS.withBatches(rows, 2);
  }
}
