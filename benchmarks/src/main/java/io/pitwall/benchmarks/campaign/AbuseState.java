package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.ProcessView.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server holds at one moment.
 *
 * @param threads names of those that should live as long as the server
 * @param descriptors sockets and files
 * @param connections of both protocols, as the server counts them
 */
record AbuseState(Set<String> threads, Descriptors descriptors, long connections) {
  static AbuseState of(ProcessView view, Path data, RaceHttp http)
      throws IOException, InterruptedException {
    CampaignMetrics metrics = CampaignMetrics.of(http);
    return new AbuseState(
        view.threads(),
        view.descriptors(data),
        metrics.httpConnections() + metrics.postgresConnections());
  }

  /** The threads of {@code earlier} that are gone. */
  Set<String> missingSince(AbuseState earlier) {
    Set<String> missing = new TreeSet<>(earlier.threads);
    missing.removeAll(threads);
    return missing;
  }

  /** Whether all descriptors and connections that came after {@code earlier} are gone again. */
  boolean isBackAt(AbuseState earlier) {
    return connections <= earlier.connections + AbuseBounds.DESCRIPTORS
        && descriptors.sockets() <= earlier.descriptors.sockets() + AbuseBounds.DESCRIPTORS
        && descriptors.others() <= earlier.descriptors.others() + AbuseBounds.DESCRIPTORS;
  }

  /** The descriptors and connections, in words. */
  String counts() {
    return descriptors.sockets()
        + " sockets, "
        + descriptors.others()
        + " other descriptors, "
        + connections
        + " connections";
  }
}
