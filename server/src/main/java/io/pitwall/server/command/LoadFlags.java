package io.pitwall.server.command;

import io.pitwall.client.load.LoadFormat;
import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.Pace;
import io.pitwall.client.load.Payload;
import io.pitwall.client.load.PayloadPrecision;
import io.pitwall.client.load.Target;
import io.pitwall.client.load.TimeMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a load: what it sends, and how fast. */
final class LoadFlags {
  /** The write formats by their names on the command line. */
  enum Format {
    LP(LoadFormat.LINE_PROTOCOL),
    JSON(LoadFormat.JSON_ROWS),
    JSON_COLUMNS(LoadFormat.JSON_COLUMNS),
    MSGPACK(LoadFormat.MESSAGEPACK);

    private final LoadFormat loadFormat;

    Format(LoadFormat loadFormat) {
      this.loadFormat = loadFormat;
    }
  }

  @Option(
      names = "--format",
      defaultValue = "lp",
      description = "Write format: one of ${COMPLETION-CANDIDATES}. Default: lp")
  private Format format;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      defaultValue = "612000",
      description = "Rows per second over all tables. Default: 612000, as in a real race")
  private long rate;

  @Option(
      names = "--gzip",
      arity = "0..1",
      fallbackValue = "6",
      defaultValue = "0",
      paramLabel = "LEVEL",
      description = "Compresses bodies with gzip; level 6 if none is given.")
  private int gzip;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "4",
      description = "Connections, each with its own thread. Default: 4")
  private int connections;

  @Option(
      names = "--pipelining",
      paramLabel = "N",
      defaultValue = "1",
      description = "Unanswered requests allowed per connection. Default: 1")
  private int pipelining;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      defaultValue = "10000",
      description = "Rows per request. Default: 10000")
  private int batchSize;

  @Option(
      names = "--bodies",
      paramLabel = "N",
      defaultValue = "2",
      description = "Different bodies prepared per connection and table. Default: 2")
  private int bodies;

  @Option(names = "--cars", defaultValue = "40", description = "Cars in the race. Default: 40")
  private int cars;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the random rows; the same seed gives the same rows. Default: 1")
  private long seed;

  @Option(
      names = "--times",
      defaultValue = "unique",
      description =
          "unique: each row has its own time; one_per_batch: all rows of a request have the same"
              + " time, as the real race sends them. Default: unique")
  private TimeMode times;

  @Option(
      names = "--stamp",
      description = "Adds the fields batch and row to each row, so that lost rows can be found.")
  private boolean stamp;

  /** Only picocli makes one. */
  LoadFlags() {}

  /**
   * The options of a load.
   *
   * @param isClosedLoop whether to send as fast as the server acknowledges
   * @param duration zero for no end
   * @throws IllegalArgumentException if a value is out of its range
   */
  LoadOptions options(
      String host,
      int port,
      @Nullable String token,
      String database,
      boolean isClosedLoop,
      Duration duration) {
    PayloadPrecision precision =
        times == TimeMode.UNIQUE ? PayloadPrecision.NANOS : PayloadPrecision.MILLIS;
    Payload payload =
        Payload.DEFAULTS
            .withFormat(format.loadFormat)
            .withGzipLevel(gzip)
            .withTimes(times, precision)
            .withBatches(batchSize, bodies)
            .withRace(cars, seed)
            .withStampBatches(stamp);
    Pace pace =
        Pace.DEFAULTS
            .withConnections(connections, pipelining)
            .withRate(isClosedLoop ? 0 : rate)
            .withDurationMillis(duration.toMillis());
    Target target = Target.DEFAULTS.withAddress(host, port).withToken(token).withDatabase(database);
    return LoadOptions.DEFAULTS.withTarget(target).withPayload(payload).withPace(pace);
  }

  long rate() {
    return rate;
  }
}
