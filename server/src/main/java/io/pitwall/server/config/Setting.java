package io.pitwall.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every setting of the server, with the default and what it does. */
public enum Setting {
  DATA_DIR("data-dir", Unit.TEXT, "./pitwall-data", "Where everything is kept."),
  HTTP("http", Unit.ADDRESS, "127.0.0.1:8000", "Where HTTP is listened to."),
  PG("pg", Unit.ADDRESS, "127.0.0.1:5433", "Where the PostgreSQL wire is listened to."),
  LOG_LEVEL(
      "log-level", Unit.TEXT, "warn", "What is logged to stderr: error, warn, info, debug, trace."),

  INGEST_THREADS(
      "ingest-threads", Unit.COUNT, "0", "Threads that parse writes; 0 for one a processor."),
  NETWORK_THREADS("network-threads", Unit.COUNT, "2", "Threads that serve connections."),
  QUERY_THREADS(
      "query-threads", Unit.COUNT, "0", "Queries that run at once; 0 for two a processor."),
  PLANNING_THREADS("planning-threads", Unit.COUNT, "2", "Statements that are planned at once."),

  MAX_BODY_BYTES("max-body-bytes", Unit.BYTES, "64MiB", "A request's body on the wire."),
  MAX_DECOMPRESSED_BYTES(
      "max-decompressed-bytes", Unit.BYTES, "256MiB", "A body once it is decompressed."),
  MAX_INFLIGHT_BYTES(
      "max-inflight-bytes",
      Unit.BYTES,
      "25%",
      "Bodies in memory over all connections; reading pauses at half of it."),
  MAX_CONNECTIONS("max-connections", Unit.COUNT, "1024", "HTTP connections."),
  MAX_HEADER_BYTES("max-header-bytes", Unit.BYTES, "32KiB", "A request's line and headers."),
  MAX_HEADERS("max-headers", Unit.COUNT, "100", "Headers of a request."),
  MAX_PIPELINED_REQUESTS(
      "max-pipelined-requests", Unit.COUNT, "64", "Unanswered requests of one connection."),
  HEADER_TIMEOUT("header-timeout", Unit.DURATION, "10s", "Until a request's headers are whole."),
  BODY_TIMEOUT("body-timeout", Unit.DURATION, "30s", "Silence in the middle of a body."),
  IDLE_TIMEOUT("idle-timeout", Unit.DURATION, "120s", "A connection without a request."),
  WRITE_TIMEOUT("write-timeout", Unit.DURATION, "30s", "A client that does not read its answer."),
  MAX_LINE_BYTES("max-line-bytes", Unit.BYTES, "1MiB", "A line of line protocol."),
  MAX_REPORTED_ERRORS(
      "max-reported-errors", Unit.COUNT, "100", "Refused rows that an answer tells of."),
  MAX_DEPTH("max-depth", Unit.COUNT, "8", "Nesting of a JSON or MessagePack body."),

  QUERY_TIMEOUT("query-timeout", Unit.DURATION, "60s", "How long a statement may take."),
  MAX_QUERY_MEMORY(
      "max-query-memory", Unit.BYTES, "10%", "Groups, sorting and the like of one statement."),
  MAX_QUERY_BYTES("max-query-bytes", Unit.BYTES, "1MiB", "The body of a query request."),
  MAX_QUEUED_QUERIES("max-queued-queries", Unit.COUNT, "256", "Queries that wait for a thread."),
  PLAN_CACHE_BYTES("plan-cache-bytes", Unit.BYTES, "32MiB", "Kept plans."),
  AGGREGATE_CACHE_BYTES(
      "aggregate-cache-bytes",
      Unit.BYTES,
      "64MiB",
      "Kept aggregates of rows that no longer change."),

  MAX_PG_CONNECTIONS("max-pg-connections", Unit.COUNT, "100", "PostgreSQL connections."),
  MAX_PG_MESSAGE_BYTES(
      "max-pg-message-bytes", Unit.BYTES, "2MiB", "A message of a PostgreSQL client."),
  PG_STARTUP_TIMEOUT("pg-startup-timeout", Unit.DURATION, "10s", "A PostgreSQL client's login."),

  MAX_COLUMNS_PER_TABLE("max-columns-per-table", Unit.COUNT, "1024", "Columns of one table."),
  MAX_NAME_BYTES("max-name-bytes", Unit.COUNT, "255", "A database's, table's or column's name."),
  MAX_STRING_BYTES("max-string-bytes", Unit.BYTES, "64KiB", "One string or tag value."),
  MAX_TABLES_PER_BATCH("max-tables-per-batch", Unit.COUNT, "10000", "Tables of one request."),

  MAX_BATCH_BYTES("max-batch-bytes", Unit.BYTES, "256MiB", "The columns of one request in memory."),

  SEAL_ROWS("seal-rows", Unit.COUNT, "1000000", "Unsealed rows of a table that are sealed."),
  SEAL_AGE("seal-age", Unit.DURATION, "60s", "How long a row may stay unsealed."),
  PARTITION_WIDTH("partition-width", Unit.DURATION, "1h", "Partitions of tables made from now."),
  MAX_HEAD_BYTES(
      "max-head-bytes", Unit.BYTES, "30%", "Unsealed rows in memory; past it writes are refused."),
  MAX_QUEUED_BYTES(
      "max-queued-bytes", Unit.BYTES, "64MiB", "Encoded batches that wait for the log."),
  MAX_GROUP_BYTES("max-group-bytes", Unit.BYTES, "16MiB", "Encoded batches that share a sync."),
  MARK_IDLE("mark-idle", Unit.DURATION, "200ms", "Idleness after which the log is marked."),
  CACHE_BYTES("cache-bytes", Unit.BYTES, "10%", "Blocks of segments held in memory."),
  LOG_SEGMENT_BYTES("log-segment-bytes", Unit.BYTES, "64MiB", "A file of the log."),
  MAX_LOG_BYTES("max-log-bytes", Unit.BYTES, "4GiB", "The log; past it writes are refused.");

  private static final String VARIABLE_PREFIX = "PITWALL_";

  private final String settingName;
  private final Unit unit;
  private final String defaultText;
  private final String description;

  Setting(String settingName, Unit unit, String defaultText, String description) {
    this.settingName = settingName;
    this.unit = unit;
    this.defaultText = defaultText;
    this.description = description;
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

  /** One sentence. */
  public String description() {
    return description;
  }

  /** The environment variable. */
  public String variable() {
    return VARIABLE_PREFIX + settingName.replace('-', '_').toUpperCase(Locale.ROOT);
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
