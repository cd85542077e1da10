package io.pitwall.server;

import io.pitwall.query.QueryLimits;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.server.api.query.QueryOptions;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import io.pitwall.server.http.HttpLimits;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.pipeline.PipelineOptions;
import io.pitwall.server.postgres.PostgresLimits;
import io.pitwall.server.postgres.login.PendingLogins;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.options.CommitOptions;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.options.TableOptions;

/** Turns settings into the options of each part. */
final class ServerOptions {
  private ServerOptions() {}

  static HttpLimits http(Settings settings) {
    return new HttpLimits(
        settings.count(Setting.MAX_CONNECTIONS),
        settings.count(Setting.MAX_CONNECTIONS_PER_ADDRESS),
        settings.count(Setting.MAX_NEW_CONNECTIONS_PER_ADDRESS),
        settings.count(Setting.MAX_PIPELINED_REQUESTS),
        new HttpLimits.Header(
            settings.arrayBytes(Setting.MAX_HEADER_BYTES), settings.count(Setting.MAX_HEADERS)),
        new HttpLimits.Timeouts(
            settings.duration(Setting.HEADER_TIMEOUT).toMillis(),
            settings.duration(Setting.BODY_TIMEOUT).toMillis(),
            settings.duration(Setting.IDLE_TIMEOUT).toMillis(),
            settings.duration(Setting.WRITE_TIMEOUT).toMillis()));
  }

  static LoginAttempts.Limits logins(Settings settings) {
    return new LoginAttempts.Limits(
        settings.count(Setting.MAX_FAILED_LOGINS),
        settings.count(Setting.MAX_FAILED_LOGINS_PER_ADDRESS));
  }

  static PipelineOptions pipeline(Settings settings) {
    long inflight = settings.bytes(Setting.MAX_INFLIGHT_BYTES);
    return new PipelineOptions(
        threads(settings, Setting.INGEST_THREADS, 1),
        new PipelineOptions.MemoryBudget(inflight, inflight / 2),
        settings.arrayBytes(Setting.MAX_DECOMPRESSED_BYTES),
        ingest(settings),
        writes(settings));
  }

  static QueryOptions httpQueries(Settings settings) {
    return new QueryOptions(
        settings.arrayBytes(Setting.MAX_QUERY_BYTES),
        settings.count(Setting.MAX_QUEUED_QUERIES),
        settings.duration(Setting.QUERY_TIMEOUT));
  }

  static QueryThreads.Counts queryThreads(Settings settings) {
    return new QueryThreads.Counts(
        threads(settings, Setting.QUERY_THREADS, 2),
        settings.count(Setting.MAX_OPEN_QUERIES),
        settings.count(Setting.MAX_QUEUED_QUERIES));
  }

  private static WriteLimits writes(Settings settings) {
    return new WriteLimits(
        settings.count(Setting.MAX_COLUMNS_PER_TABLE),
        settings.arrayBytes(Setting.MAX_NAME_BYTES),
        settings.arrayBytes(Setting.MAX_STRING_BYTES),
        settings.count(Setting.MAX_TAGS_PER_SERIES),
        settings.count(Setting.MAX_TABLES_PER_BATCH),
        settings.count(Setting.MAX_SERIES_PER_BATCH),
        settings.bytes(Setting.MAX_BATCH_BYTES));
  }

  private static IngestLimits ingest(Settings settings) {
    return new IngestLimits(
        settings.arrayBytes(Setting.MAX_LINE_BYTES),
        settings.count(Setting.MAX_REPORTED_ERRORS),
        settings.count(Setting.MAX_DEPTH),
        IngestLimits.DEFAULT.maxMemoSeries(),
        IngestLimits.DEFAULT.maxMemoBytes());
  }

  static QueryLimits queries(Settings settings) {
    return new QueryLimits(
        SqlLimits.DEFAULT,
        settings.bytes(Setting.MAX_QUERY_MEMORY),
        settings.bytes(Setting.MAX_TOTAL_QUERY_MEMORY),
        settings.duration(Setting.QUERY_TIMEOUT),
        settings.bytes(Setting.PLAN_CACHE_BYTES),
        settings.bytes(Setting.AGGREGATE_CACHE_BYTES),
        settings.count(Setting.PLANNING_THREADS));
  }

  static PostgresLimits postgres(Settings settings) {
    return new PostgresLimits(
        settings.arrayBytes(Setting.MAX_PG_MESSAGE_BYTES),
        settings.count(Setting.MAX_PG_CONNECTIONS),
        settings.count(Setting.MAX_PG_CONNECTIONS_PER_ADDRESS),
        settings.count(Setting.MAX_NEW_PG_CONNECTIONS_PER_ADDRESS),
        new PendingLogins.Most(
            settings.count(Setting.MAX_PG_LOGINS),
            settings.count(Setting.MAX_PG_LOGINS_PER_ADDRESS)),
        settings.duration(Setting.PG_STARTUP_TIMEOUT),
        settings.duration(Setting.WRITE_TIMEOUT),
        settings.duration(Setting.QUERY_TIMEOUT));
  }

  static StoreOptions store(Settings settings) {
    LogOptions log =
        LogOptions.defaults()
            .withFileBytes(settings.bytes(Setting.LOG_FILE_BYTES))
            .withMaxBytes(settings.bytes(Setting.MAX_LOG_BYTES))
            .withMinFreeBytes(settings.bytes(Setting.MIN_FREE_BYTES));
    return new StoreOptions(
        new CatalogLimits(
            settings.count(Setting.MAX_DATABASES),
            settings.count(Setting.MAX_TABLES),
            settings.count(Setting.MAX_COLUMNS_PER_TABLE),
            settings.count(Setting.MAX_SERIES)),
        new TableOptions(settings.duration(Setting.PARTITION_WIDTH).toNanos()),
        new CommitOptions(
            settings.bytes(Setting.MAX_QUEUED_BYTES),
            settings.bytes(Setting.MAX_GROUP_BYTES),
            settings.duration(Setting.MARK_IDLE).toNanos()),
        log,
        new MemoryOptions(
            settings.bytes(Setting.MAX_HEAD_BYTES),
            settings.bytes(Setting.MAX_PINNED_BYTES),
            settings.bytes(Setting.CACHE_BYTES),
            MemoryOptions.DEFAULT_CHUNK_ROWS),
        new SealingOptions(
            settings.count(Setting.SEAL_ROWS), settings.duration(Setting.SEAL_AGE).toNanos()));
  }

  /** The count; where it is 0, {@code perProcessor} per processor. */
  static int threads(Settings settings, Setting setting, int perProcessor) {
    int count = settings.count(setting);
    return count > 0 ? count : perProcessor * Runtime.getRuntime().availableProcessors();
  }
}
