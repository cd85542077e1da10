package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A setting of PostgreSQL that clients may set or show here. Those that would change answers, times
 * or their text can only have the values that this server honours; others are taken because they
 * change nothing here: there are no locks, no writes, no choice of plans.
 *
 * @param name as PostgreSQL spells it
 * @param start the value at login if the client asks for none
 * @param rule the values it takes
 */
record KnownSetting(String name, String start, SettingRule rule) {
  private static final String ISO_REASON = "this server writes times as ISO 8601 does";
  private static final String ZONE_REASON = "times are read and shown in UTC here";
  private static final String ZONE_HINT =
      "Set TimeZone to UTC, write times with their offset, and convert them in the client.";
  private static final String ISOLATION_REASON =
      "each statement sees the rows of its own start, as with read committed";
  private static final String DIGITS_REASON =
      "doubles are shown with the fewest digits that read back as the same value, as with 1 to 3";

  private static final String UTC =
      "((etc/)?(utc|uct|gmt([+-]?0)?|zulu|universal|greenwich)|z|[+-]?0+(:00)?(\\.0+)?|default"
          + "|local)";

  private static final Map<String, KnownSetting> ALL = all();

  /** All settings by name; case does not matter. */
  static Map<String, KnownSetting> table() {
    return ALL;
  }

  /** The setting of a name, whatever its case, or null. */
  static @Nullable KnownSetting find(String name) {
    return ALL.get(name);
  }

  /**
   * Returns the value as it is kept.
   *
   * @throws PostgresException if the setting can't have the value
   */
  String accepted(String value, SessionLogin login) throws PostgresException {
    return rule.accepted(name, value, login);
  }

  private static Map<String, KnownSetting> all() {
    List<KnownSetting> rows = new ArrayList<>();
    addHonoured(rows);
    addUnchangeable(rows);
    addHarmless(rows);
    Map<String, KnownSetting> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rows.forEach(row -> byName.put(row.name(), row));
    return Collections.unmodifiableMap(byName);
  }

  private static void addHonoured(List<KnownSetting> rows) {
    SettingRule isolation =
        SettingRule.form("(read (un)?committed|default)", ISOLATION_REASON, "Use read committed.");
    add(rows, "client_encoding", "UTF8", KnownSetting::encoding);
    add(rows, "DateStyle", "ISO, MDY", SettingRule.only("iso\\b.*", "ISO, MDY", ISO_REASON, ""));
    add(rows, "default_transaction_isolation", "read committed", isolation);
    add(
        rows,
        "extra_float_digits",
        "1",
        SettingRule.form("[1-3]", DIGITS_REASON, "Round in the statement or in the client."));
    add(rows, "IntervalStyle", "postgres", SettingRule.only("postgres", "postgres"));
    add(rows, "role", "none", SettingRule.only("none|default", "none"));
    add(rows, "search_path", "\"$user\", public", SearchPath::accepted);
    add(rows, "session_authorization", "", KnownSetting::sessionUser);
    add(rows, "standard_conforming_strings", "on", SettingRule.only("on|true|yes|1", "on"));
    add(rows, "statement_timeout", "0", SettingDuration::accepted);
    add(rows, "TimeZone", "UTC", SettingRule.only(UTC, "UTC", ZONE_REASON, ZONE_HINT));
    add(rows, "transaction_isolation", "read committed", isolation);
    add(rows, "transform_null_equals", "off", SettingRule.only("off|false|no|0", "off"));
  }

  private static void addUnchangeable(List<KnownSetting> rows) {
    addAll(
        rows,
        SettingRule.UNCHANGEABLE,
        """
        block_size 8192
        in_hot_standby off
        integer_datetimes on
        is_superuser on
        lc_collate C
        lc_ctype C.UTF-8
        max_identifier_length 63
        max_index_keys 32
        server_encoding UTF8
        server_version 15.0
        server_version_num 150000
        """);
  }

  /** What drivers, pools and tools set; the values at login are those of PostgreSQL. */
  private static void addHarmless(List<KnownSetting> rows) {
    addAll(
        rows,
        SettingRule.HARMLESS,
        """
        application_name
        array_nulls on
        backslash_quote safe_encoding
        backend_flush_after 0
        bytea_output hex
        check_function_bodies on
        client_connection_check_interval 0
        client_min_messages notice
        commit_delay 0
        commit_siblings 5
        constraint_exclusion partition
        cpu_index_tuple_cost 0.005
        cpu_operator_cost 0.0025
        cpu_tuple_cost 0.01
        cursor_tuple_fraction 0.1
        deadlock_timeout 1s
        debug_pretty_print on
        default_statistics_target 100
        default_table_access_method heap
        default_tablespace
        default_text_search_config pg_catalog.simple
        default_toast_compression pglz
        default_transaction_deferrable off
        default_transaction_read_only off
        effective_cache_size 4GB
        effective_io_concurrency 1
        enable_async_append on
        enable_bitmapscan on
        enable_gathermerge on
        enable_hashagg on
        enable_hashjoin on
        enable_incremental_sort on
        enable_indexonlyscan on
        enable_indexscan on
        enable_material on
        enable_memoize on
        enable_mergejoin on
        enable_nestloop on
        enable_parallel_append on
        enable_parallel_hash on
        enable_partition_pruning on
        enable_partitionwise_aggregate off
        enable_partitionwise_join off
        enable_seqscan on
        enable_sort on
        enable_tidscan on
        escape_string_warning on
        from_collapse_limit 8
        geqo on
        geqo_effort 5
        geqo_threshold 12
        gin_fuzzy_search_limit 0
        gin_pending_list_limit 4MB
        hash_mem_multiplier 2
        idle_in_transaction_session_timeout 0
        idle_session_timeout 0
        jit on
        jit_above_cost 100000
        join_collapse_limit 8
        lc_messages C.UTF-8
        lc_monetary C
        lc_numeric C
        lc_time C
        lock_timeout 0
        log_duration off
        log_min_duration_statement -1
        log_min_messages warning
        log_statement none
        logical_decoding_work_mem 64MB
        maintenance_io_concurrency 10
        maintenance_work_mem 64MB
        max_parallel_maintenance_workers 2
        max_parallel_workers 8
        max_parallel_workers_per_gather 2
        max_stack_depth 2MB
        min_parallel_index_scan_size 512kB
        min_parallel_table_scan_size 8MB
        parallel_leader_participation on
        parallel_setup_cost 1000
        parallel_tuple_cost 0.1
        password_encryption scram-sha-256
        plan_cache_mode auto
        quote_all_identifiers off
        random_page_cost 4
        row_security on
        seq_page_cost 1
        session_replication_role origin
        synchronize_seqscans on
        synchronous_commit on
        tcp_keepalives_count 0
        tcp_keepalives_idle 0
        tcp_keepalives_interval 0
        tcp_user_timeout 0
        temp_buffers 8MB
        temp_tablespaces
        timezone_abbreviations Default
        track_activities on
        track_counts on
        track_functions none
        track_io_timing off
        transaction_deferrable off
        transaction_read_only off
        vacuum_cost_delay 0
        work_mem 4MB
        xmlbinary base64
        xmloption content
        """);
  }

  private static void add(List<KnownSetting> rows, String name, String start, SettingRule rule) {
    rows.add(new KnownSetting(name, start, rule));
  }

  /**
   * @param lines each a name, a blank and a value that may be empty
   */
  private static void addAll(List<KnownSetting> rows, SettingRule rule, String lines) {
    lines
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(row -> add(rows, row[0], row.length == 1 ? "" : row[1], rule));
  }

  private static String encoding(String name, String value, SessionLogin login)
      throws PostgresException {
    String plain = value.replace("'", "").strip();
    if (plain.equalsIgnoreCase("SQL_ASCII")) {
      return "SQL_ASCII";
    }
    return SettingRule.only("utf-?8|unicode|default", "UTF8").accepted(name, plain, login);
  }

  private static String sessionUser(String name, String value, SessionLogin login)
      throws PostgresException {
    String user = login.principal().user();
    if (!value.equals(user) && !value.equalsIgnoreCase("default")) {
      throw SettingRule.invalid(
          name, value, "a session stays that of \"" + user + "\"", "Log in as the other user.");
    }
    return user;
  }
}
