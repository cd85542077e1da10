package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pitwall itself, sealing all the while. Rows seal after a few seconds rather than a minute, so
 * that every row's sealing falls into its own round and none disturbs the yardstick's.
 */
final class IngestPitwall implements IngestContestant {
  private static final Duration SEALING_LIMIT = Duration.ofMinutes(3);

  private final CampaignServer server;
  private final RaceHttp http;

  private IngestPitwall(CampaignServer server) {
    this.server = server;
    this.http = new RaceHttp(server.url(), server.token(), RacePlan.DATABASE);
  }

  static IngestPitwall start(Path launcher, @Nullable Path parent, String sealAge)
      throws IOException, InterruptedException {
    return new IngestPitwall(
        CampaignServer.start(launcher, parent, List.of("--seal-age", sealAge)));
  }

  @Override
  public Target target() {
    return Target.DEFAULTS
        .withAddress(server.http().host(), server.http().port())
        .withToken(server.token())
        .withDatabase(RacePlan.DATABASE);
  }

  @Override
  public double cpuSeconds() throws IOException {
    return server.cpuSeconds().orElseThrow();
  }

  /** Waits until every row is sealed. */
  @Override
  public void finishWork() throws IOException, InterruptedException {
    CampaignMetrics metrics = CampaignMetrics.awaitSealed(http, SEALING_LIMIT);
    if (!metrics.isSealed()) {
      throw new IOException(
          metrics.unsealedRows() + " rows were not sealed within " + SEALING_LIMIT.toSeconds());
    }
  }

  @Override
  public void tidy() {}

  CampaignMetrics metrics() throws IOException, InterruptedException {
    return CampaignMetrics.of(http);
  }

  /** {@code COUNT(*)} of one of the race's tables. */
  long count(String table) throws IOException, InterruptedException {
    return http.number("SELECT COUNT(*) FROM " + RacePlan.DATABASE + "." + table);
  }

  String description() throws IOException {
    return server.description();
  }

  @Override
  public void close() throws IOException {
    http.close();
    server.close();
  }
}
