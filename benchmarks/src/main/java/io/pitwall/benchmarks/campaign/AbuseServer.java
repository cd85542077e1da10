package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.abuse.AbuseLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the misused server is started, each time on the same data.
 *
 * @param launcher the {@code pitwall} script
 * @param data its data directory; its log is beside it
 * @param token its admin token
 * @param environment what the launcher takes from variables
 * @param settings flags besides those that lower the limits
 * @param stranger the address that abuse comes from
 */
record AbuseServer(
    Path launcher,
    Path data,
    String token,
    Map<String, String> environment,
    List<String> settings,
    InetAddress stranger) {
  /** A loopback address other than the one of the race's clients. */
  static InetAddress otherLoopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
  }

  ServerProcess start() throws IOException {
    List<String> flags = new ArrayList<>(AbuseLimits.flags());
    flags.addAll(settings);
    return ServerProcess.start(launcher.toAbsolutePath(), data, token, environment, flags);
  }
}
