package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadFormat;
import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.Pace;
import io.pitwall.client.load.Payload;
import io.pitwall.client.load.Target;
import java.time.Duration;

/**
 * What is streamed and asked.
 *
 * @param format format of the bodies
 * @param gzipLevel 0 for plain bodies
 * @param rowsPerSecond over all tables
 * @param seconds how long the race runs
 * @param warmUpSeconds of these, the first ones, reported apart
 * @param psqlSeconds how often each query is asked with psql; 0 for never
 * @param sealingLimit how long the sealing is waited for at the end
 */
record RacePlan(
    LoadFormat format,
    int gzipLevel,
    long rowsPerSecond,
    int seconds,
    int warmUpSeconds,
    int psqlSeconds,
    Duration sealingLimit) {
  /** The database that the eight queries name. */
  static final String DATABASE = "nascar_telemetry";

  LoadOptions load(CampaignServer server) {
    Target target =
        Target.DEFAULTS
            .withAddress(server.http().host(), server.http().port())
            .withToken(server.token())
            .withDatabase(DATABASE);
    return LoadOptions.DEFAULTS
        .withTarget(target)
        .withPayload(Payload.DEFAULTS.withFormat(format).withGzipLevel(gzipLevel))
        .withPace(Pace.DEFAULTS.withRate(rowsPerSecond).withDurationMillis(seconds * 1_000L));
  }
}
