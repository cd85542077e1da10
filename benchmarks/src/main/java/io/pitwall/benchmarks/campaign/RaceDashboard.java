package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.RacePanel.RaceClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All panels, each with a thread: the eight queries once a second over HTTP and over the PostgreSQL
 * wire, spread evenly over the second, and now and then with {@code psql}.
 */
final class RaceDashboard implements AutoCloseable {
  /** The protocols' names. */
  static final String HTTP = "http";

  static final String POSTGRES = "pgjdbc";
  static final String PSQL = "psql";

  private static final long SECOND_NANOS = 1_000_000_000;

  private final List<RacePanel> panels = new ArrayList<>();
  private final List<RaceProtocol> protocols = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts asking.
   *
   * @param psqlSeconds how often each query is asked with psql; 0 for never
   */
  static RaceDashboard start(
      CampaignServer server, String database, RaceClock clock, int psqlSeconds) throws IOException {
    RaceDashboard dashboard = new RaceDashboard();
    List<RaceQuery> queries = RaceQuery.all();
    RaceHttp http = new RaceHttp(server.url(), server.token(), database);
    RacePsql psql = new RacePsql(server.postgres(), server.token(), database);
    dashboard.protocols.add(http);
    dashboard.protocols.add(psql);
    long step = SECOND_NANOS / (2L * queries.size());
    for (int i = 0; i < queries.size(); i++) {
      RaceQuery query = queries.get(i);
      RacePostgres postgres = new RacePostgres(server.postgres(), server.token(), database);
      dashboard.protocols.add(postgres);
      dashboard.add(new RacePanel(HTTP, query, http, clock, 2L * i * step, SECOND_NANOS));
      dashboard.add(
          new RacePanel(POSTGRES, query, postgres, clock, (2L * i + 1) * step, SECOND_NANOS));
      if (psqlSeconds > 0) {
        long interval = psqlSeconds * SECOND_NANOS;
        long offset = interval * i / queries.size();
        dashboard.add(new RacePanel(PSQL, query, psql, clock, offset, interval));
      }
    }
    for (RacePanel panel : dashboard.panels) {
      dashboard.threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(panel.protocolName() + " " + panel.query().name())
              .start(panel));
    }
    return dashboard;
  }

  private void add(RacePanel panel) {
    panels.add(panel);
  }

  /** Waits until the last answer is there. */
  List<RacePanel> await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    return panels;
  }

  /** Ends what is still running and closes the connections. */
  @Override
  public void close() throws IOException {
    threads.forEach(Thread::interrupt);
    for (RaceProtocol protocol : protocols) {
      protocol.close();
    }
  }
}
