package io.pitwall.server.command;

import io.pitwall.client.load.LoadProgress;
import io.pitwall.client.race.RaceTable;
import io.pitwall.server.PitwallServer;
import io.pitwall.storage.StoreStatistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a running demo: on a terminal one screen, redrawn in place; elsewhere a line each time.
 * Owned by one thread.
 */
final class DemoScreen {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private static final String LEADERBOARD =
      """
      SELECT
          car_number,
          driver,
          team,
          manufacturer,
          AVG(speed_mph) as avg_speed
      FROM nascar_telemetry.engine_telemetry
      WHERE time > now() - INTERVAL '10 seconds'
      GROUP BY car_number, driver, team, manufacturer
      ORDER BY avg_speed DESC
      LIMIT 10;
      """;

  private final PrintWriter out;
  private final boolean onTerminal;
  private final PitwallServer server;
  private final SqlClient sql;
  private final URI url;
  private final String token;
  private final long targetRate;

  DemoScreen(
      PrintWriter out,
      boolean onTerminal,
      PitwallServer server,
      SqlClient sql,
      URI url,
      String token,
      long targetRate) {
    this.out = out;
    this.onTerminal = onTerminal;
    this.server = server;
    this.sql = sql;
    this.url = url;
    this.token = token;
    this.targetRate = targetRate;
  }

  /** Prints how to query the server, where the screen is not redrawn. */
  void begin() {
    if (!onTerminal) {
      printHowToAsk();
      out.flush();
    }
  }

  /**
   * Draws.
   *
   * @return whether the load still runs
   */
  boolean redraw(LoadProgress progress) throws InterruptedException {
    long start = System.nanoTime();
    String visible;
    SqlClient.@Nullable Table leaders = null;
    double leadersMillis = 0;
    try {
      visible = "%,d".formatted(visibleRows());
      long asked = System.nanoTime();
      leaders = leaders();
      leadersMillis = (System.nanoTime() - asked) / 1e6;
    } catch (IOException | SqlClient.RefusedException e) {
      visible = "not known: " + e.getMessage();
    }
    double totalMillis = (System.nanoTime() - start) / 1e6;
    if (onTerminal) {
      drawScreen(progress, visible, leaders, leadersMillis);
    } else {
      out.println(
          LoadText.line(progress)
              + "  visible "
              + visible
              + "  "
              + diskText()
              + String.format(Locale.ROOT, "  4 queries in %.1f ms", totalMillis));
    }
    out.flush();
    return progress.running();
  }

  /** The leaderboard, or null while there is none. */
  private SqlClient.@Nullable Table leaders()
      throws IOException, InterruptedException, SqlClient.RefusedException {
    try {
      return sql.ask(LEADERBOARD);
    } catch (SqlClient.RefusedException e) {
      if (e.isMissingTable()) {
        return null;
      }
      throw e;
    }
  }

  private long visibleRows() throws IOException, InterruptedException, SqlClient.RefusedException {
    long rows = 0;
    for (RaceTable table : RaceTable.values()) {
      try {
        SqlClient.Table count =
            sql.ask("SELECT COUNT(*) FROM nascar_telemetry." + table.tableName());
        rows += Long.parseLong(String.valueOf(count.rows().get(0)[0]));
      } catch (SqlClient.RefusedException e) {
        // Before its first row a table is not there.
        if (!e.isMissingTable()) {
          throw e;
        }
      }
    }
    return rows;
  }

  private void drawScreen(
      LoadProgress progress,
      String visible,
      SqlClient.@Nullable Table leaders,
      double leadersMillis) {
    out.print(CLEAR);
    out.println(
        BOLD + "Pitwall demo" + PLAIN + "  the race at " + "%,d".formatted(targetRate) + " rows/s");
    out.println();
    field("rows/s", "%,.0f".formatted(progress.rowsPerSecond()));
    field(
        "write latency",
        "p50 "
            + LoadText.millis(progress.latency().p50Micros())
            + "   p99 "
            + LoadText.millis(progress.latency().p99Micros()));
    field("visible rows", visible);
    field("on disk", diskText());
    field("failed batches", "%,d".formatted(progress.failedBatches()));
    out.println();
    if (leaders != null) {
      out.println(
          BOLD
              + "Leaderboard of the last 10 seconds"
              + PLAIN
              + String.format(Locale.ROOT, "  (%.1f ms)", leadersMillis));
      TableText.printAligned(leaders, out);
      out.println();
    }
    printHowToAsk();
    out.println("Ctrl-C stops the demo.");
  }

  private void field(String name, String value) {
    out.println(String.format(Locale.ROOT, "  %-16s", name) + value);
  }

  private String diskText() {
    StoreStatistics.Segments segments = server.storeStatistics().segments();
    if (segments.rows() == 0) {
      return "nothing sealed yet";
    }
    return String.format(
        Locale.ROOT,
        "%.1f B/row over %,d sealed rows",
        (double) segments.bytes() / segments.rows(),
        segments.rows());
  }

  private void printHowToAsk() {
    out.println("Query it yourself:");
    out.println(
        "  curl -s "
            + url
            + "/api/v1/query -H 'Authorization: Bearer "
            + token
            + "' -d '{\"sql\":\"SELECT COUNT(*) FROM nascar_telemetry.engine_telemetry\"}'");
    InetSocketAddress pg = server.postgresAddress();
    out.println(
        "  PGPASSWORD="
            + token
            + " psql -h "
            + pg.getHostString()
            + " -p "
            + pg.getPort()
            + " -U admin nascar_telemetry");
    out.println(
        "  ./pitwall sql --url "
            + url
            + " --token "
            + token
            + " 'SHOW TABLES' -d nascar_telemetry");
    out.println();
  }
}
