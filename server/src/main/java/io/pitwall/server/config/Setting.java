package io.pitwall.server.config;

import io.pitwall.query.statement.StatementLimits;
import io.pitwall.server.api.query.QueryOptions;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.http.ConnectionLimits;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.postgres.login.LoginLimits;
import io.pitwall.server.postgres.login.PendingLogins;
import io.pitwall.server.postgres.wire.FrontendDecoder;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.limit.StoreLimits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the server, with its unit, default and meaning. {@code --help} and
 * docs/limits.md are this list.
 *
 * <p>A setting that limits something takes all three from the {@link Limit}, which lies beside the
 * code that checks it; values out of its range are refused at the start.
 */
public enum Setting {
  DATA_DIR("data-dir", Unit.TEXT, "./pitwall-data", "Directory for all data of the server."),
  HTTP("http", Unit.ADDRESS, "127.0.0.1:8000", "Address the HTTP server listens on."),
  PG("pg", Unit.ADDRESS, "127.0.0.1:5433", "Address the PostgreSQL server listens on."),
  LOG_LEVEL(
      "log-level",
      Unit.TEXT,
      "info",
      "Least severe messages written to stderr: error, warn, info, debug or trace."),

  INGEST_THREADS(
      "ingest-threads", Unit.COUNT, "0", "Threads that parse writes; 0: one per processor."),
  NETWORK_THREADS("network-threads", Unit.COUNT, "2", "Threads that serve connections."),
  QUERY_THREADS(
      "query-threads",
      Unit.COUNT,
      "0",
      "Queries that compute at the same time; 0: two per processor."),
  PLANNING_THREADS(
      Limit.count("planning-threads", 2, "Statements that are planned at the same time.")),

  MAX_BODY_BYTES(IngestLimits.MAX_BODY_BYTES),
  MAX_DECOMPRESSED_BYTES(IngestLimits.MAX_DECOMPRESSED_BYTES),
  MAX_INFLIGHT_BYTES(IngestLimits.MAX_INFLIGHT_BYTES, "25%"),
  MAX_CONNECTIONS(ConnectionLimits.MAX_CONNECTIONS),
  MAX_CONNECTIONS_PER_ADDRESS(ConnectionLimits.MAX_CONNECTIONS_PER_ADDRESS),
  MAX_NEW_CONNECTIONS_PER_ADDRESS(ConnectionLimits.MAX_NEW_CONNECTIONS_PER_ADDRESS),
  MAX_FAILED_LOGINS(LoginAttempts.MAX_FAILED_LOGINS),
  MAX_FAILED_LOGINS_PER_ADDRESS(LoginAttempts.MAX_FAILED_LOGINS_PER_ADDRESS),
  MAX_HEADER_BYTES(ConnectionLimits.MAX_HEADER_BYTES),
  MAX_HEADERS(ConnectionLimits.MAX_HEADERS),
  MAX_PIPELINED_REQUESTS(ConnectionLimits.MAX_PIPELINED_REQUESTS),
  HEADER_TIMEOUT(ConnectionLimits.HEADER_TIMEOUT),
  BODY_TIMEOUT(ConnectionLimits.BODY_TIMEOUT),
  IDLE_TIMEOUT(ConnectionLimits.IDLE_TIMEOUT),
  WRITE_TIMEOUT(ConnectionLimits.WRITE_TIMEOUT),
  MAX_LINE_BYTES(IngestLimits.MAX_LINE_BYTES),
  MAX_REPORTED_ERRORS(IngestLimits.MAX_REPORTED_ERRORS),
  MAX_DEPTH(IngestLimits.MAX_DEPTH),

  QUERY_TIMEOUT(StatementLimits.QUERY_TIMEOUT),
  MAX_QUERY_MEMORY(StatementLimits.MAX_QUERY_MEMORY, "10%"),
  MAX_TOTAL_QUERY_MEMORY(StatementLimits.MAX_TOTAL_QUERY_MEMORY, "20%"),
  MAX_QUERY_BYTES(QueryOptions.MAX_QUERY_BYTES),
  MAX_QUEUED_QUERIES(QueryThreads.MAX_QUEUED_QUERIES),
  MAX_OPEN_QUERIES(QueryThreads.MAX_OPEN_QUERIES),
  PLAN_CACHE_BYTES(
      "plan-cache-bytes",
      Unit.BYTES,
      "32MiB",
      "Memory for plans of statements that may come again."),
  AGGREGATE_CACHE_BYTES(
      "aggregate-cache-bytes",
      Unit.BYTES,
      "64MiB",
      "Memory for aggregates of rows that no longer change, kept for later statements."),

  MAX_PG_CONNECTIONS(LoginLimits.MAX_PG_CONNECTIONS),
  MAX_PG_CONNECTIONS_PER_ADDRESS(LoginLimits.MAX_PG_CONNECTIONS_PER_ADDRESS),
  MAX_NEW_PG_CONNECTIONS_PER_ADDRESS(LoginLimits.MAX_NEW_PG_CONNECTIONS_PER_ADDRESS),
  MAX_PG_LOGINS(PendingLogins.MAX_PG_LOGINS),
  MAX_PG_LOGINS_PER_ADDRESS(PendingLogins.MAX_PG_LOGINS_PER_ADDRESS),
  MAX_PG_MESSAGE_BYTES(FrontendDecoder.MAX_PG_MESSAGE_BYTES),
  PG_STARTUP_TIMEOUT(LoginLimits.PG_STARTUP_TIMEOUT),

  MAX_DATABASES(StoreLimits.MAX_DATABASES),
  MAX_TABLES(StoreLimits.MAX_TABLES),
  MAX_COLUMNS_PER_TABLE(StoreLimits.MAX_COLUMNS_PER_TABLE),
  MAX_SERIES(StoreLimits.MAX_SERIES),
  MAX_NAME_BYTES(StoreLimits.MAX_NAME_BYTES),
  MAX_STRING_BYTES(StoreLimits.MAX_STRING_BYTES),
  MAX_TAGS_PER_SERIES(StoreLimits.MAX_TAGS_PER_SERIES),
  MAX_TABLES_PER_BATCH(StoreLimits.MAX_TABLES_PER_BATCH),
  MAX_SERIES_PER_BATCH(StoreLimits.MAX_SERIES_PER_BATCH),
  MAX_BATCH_BYTES(StoreLimits.MAX_BATCH_BYTES),

  SEAL_ROWS(StoreLimits.SEAL_ROWS),
  SEAL_AGE(
      "seal-age", Unit.DURATION, "60s", "Seal a table when its oldest unsealed row is this old."),
  PARTITION_WIDTH(StoreLimits.PARTITION_WIDTH, "1h"),
  MAX_HEAD_BYTES(StoreLimits.MAX_HEAD_BYTES, "30%"),
  MAX_PINNED_BYTES(StoreLimits.MAX_PINNED_BYTES, "15%"),
  MAX_QUEUED_BYTES(StoreLimits.MAX_QUEUED_BYTES),
  MAX_GROUP_BYTES(StoreLimits.MAX_GROUP_BYTES),
  MARK_IDLE(
      "mark-idle",
      Unit.DURATION,
      "200ms",
      "After this long without writes, append a mark record, so that a start after a crash knows"
          + " what was durable."),
  CACHE_BYTES("cache-bytes", Unit.BYTES, "10%", "Memory for decoded blocks of segment files."),
  LOG_FILE_BYTES("log-file-bytes", Unit.BYTES, "64MiB", "Size of one log file."),
  MAX_LOG_BYTES(StoreLimits.MAX_LOG_BYTES),
  MIN_FREE_BYTES(StoreLimits.MIN_FREE_BYTES);

  private static final String VARIABLE_PREFIX = "PITWALL_";

  private final String settingName;
  private final Unit unit;
  private final String defaultText;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // a Limit never changes, but is not annotated so
  private final @Nullable Limit limit;

  Setting(String settingName, Unit unit, String defaultText, String description) {
    this.settingName = settingName;
    this.unit = unit;
    this.defaultText = defaultText;
    this.description = description;
    this.limit = null;
  }

  Setting(Limit limit) {
    this(limit, limit.unit().text(limit.defaultValue()));
  }

  /** With its own text for the default, such as a share of the heap. */
  Setting(Limit limit, String defaultText) {
    this.settingName = limit.limitName();
    this.unit = Unit.of(limit.unit());
    this.defaultText = defaultText;
    this.description = limit.meaning();
    this.limit = limit;
  }

  /** As in the file and, after two hyphens, as a flag. */
  public String settingName() {
    return settingName;
  }

  public Unit unit() {
    return unit;
  }

  public String defaultText() {
    return defaultText;
  }

  /** One sentence that makes sense alone. */
  public String description() {
    return description;
  }

  /** The environment variable. */
  public String variable() {
    return VARIABLE_PREFIX + settingName.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Reads a value.
   *
   * @param heapBytes what a percentage is of
   * @return what {@link Unit#parse} returns
   * @throws IllegalArgumentException if the text is no value of the unit or out of the range; the
   *     message says what is allowed
   */
  Object parse(String text, long heapBytes) {
    Object value = unit.parse(text, heapBytes);
    if (limit != null) {
      limit.check(value instanceof Duration time ? time.toNanos() : ((Number) value).longValue());
    }
    return value;
  }

  /** The setting of exactly this name, or null. */
  static @Nullable Setting find(String name) {
    for (Setting setting : values()) {
      if (setting.settingName.equals(name)) {
        return setting;
      }
    }
    return null;
  }
}
