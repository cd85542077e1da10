package io.pitwall.server.http;

import io.pitwall.server.auth.Principal;
import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.query.StatementRunner;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.runtime.Clock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the HTTP server is made of.
 *
 * @param address where to listen; port 0 for one that the system chooses
 * @param version as told by {@code /ping}
 * @param queryThreads runs statements; rejects what is too much
 * @param parsers makes a parser for one worker, by road
 * @param principals returns the principal of a token, in constant time
 * @param health how the server is, asked for each time
 * @param isReady whether writes and queries are taken
 * @param metricsText all metrics in the Prometheus format
 */
public record HttpOptions(
    InetSocketAddress address,
    String version,
    HttpLimits limits,
    WriteLimits writeLimits,
    IngestLimits ingestLimits,
    int ingestThreads,
    Executor queryThreads,
    Duration queryTimeout,
    Map<WriteRoad, Supplier<BodyParser>> parsers,
    WriteTarget store,
    StatementRunner statements,
    Function<String, Principal> principals,
    Supplier<HealthReport> health,
    Supplier<Boolean> isReady,
    Supplier<byte[]> metricsText,
    Clock clock) {}
