package io.pitwall.benchmarks.campaign.abuse;

import io.pitwall.benchmarks.campaign.abuse.EndlessNames.Name;
import java.io.IOException;
import java.util.Locale;

/**
 * The kinds of abuse. A new one is a class and a constant here. The paces bound what the abuse
 * itself takes of the processor, because it may share it with the server.
 */
@SuppressWarnings("ImmutableEnumChecker") // the factories have no state
public enum AbuseKind {
  SILENT_CONNECTIONS(4, "connects to both ports and says nothing", SilentConnections::new),
  HALF_HEADERS(5, "sends half of a request's header", HalfHeaders::new),
  HALF_BODIES(3, "sends half of a body", HalfBodies::new),
  HALF_LOGINS(8, "begins PostgreSQL logins and never ends them", HalfLogins::new),
  WRONG_TOKENS(20, "guesses tokens over HTTP", WrongTokens::new),
  WRONG_PASSWORDS(4, "guesses passwords over the PostgreSQL wire", WrongPasswords::new),
  RANDOM_BYTES(10, "sends random bytes to both ports", RandomBytes::new),
  MUTATED_REQUESTS(10, "sends requests with some bytes changed", MutatedRequests::new),
  RESET_CONNECTIONS(100, "opens connections to both ports and resets them", ResetConnections::new),
  UNREAD_PIPELINES(20, "sends GET /health without end, reads nothing", UnreadPipelines::new),
  PIPELINED_QUERIES(2, "sends 40 queries at once on one connection", PipelinedQueries::new),
  TINY_REQUESTS(200, "sends pings, single rows and empty queries", TinyRequests::new),
  HUGE_BODIES(0.5, "sends bodies at the limit and past it", HugeBodies::new),
  COMPRESSION_BOMBS(
      0.5, "sends small gzip and zstd bodies that become large", CompressionBombs::new),
  MANY_TAGS(1, "sends a line with 100,000 tags", ManyTags::new),
  ENDLESS_SERIES(
      4, "makes a new series with each row", scene -> new EndlessNames(scene, Name.SERIES)),
  ENDLESS_COLUMNS(
      2, "makes a new column with each row", scene -> new EndlessNames(scene, Name.COLUMN)),
  ENDLESS_TABLES(
      2, "makes a new table with each row", scene -> new EndlessNames(scene, Name.TABLE)),
  ENDLESS_DATABASES(4, "makes a new database with each write", EndlessDatabases::new),
  BAD_ROWS(2, "sends thousands of rows that can't be stored", BadRows::new),
  DEEP_BODIES(4, "sends JSON and MessagePack without end", DeepBodies::new),
  DEEP_STATEMENTS(2, "sends statements that are deep, long or wide", DeepStatements::new),
  LIKE_PATTERNS(1, "sends LIKE patterns with many wildcards", LikePatterns::new),
  SLOW_READERS(1, "reads whole tables at 100 KB/s", SlowReaders::new),
  SILENT_READERS(1, "asks for whole tables and reads nothing", SilentReaders::new),
  LEFT_QUERIES(2, "leaves in the middle of an answer", LeftQueries::new),
  CANCELLED_STATEMENTS(2, "cancels PostgreSQL statements", CancelledStatements::new),
  SET_FLOODS(0.5, "sends tens of thousands of SET and SHOW in a message", SetFloods::new),
  LARGE_MESSAGES(1, "sends PostgreSQL messages of 3 MB", LargeMessages::new);

  /** Makes the abuse of one kind. */
  private interface Factory {
    Abuse create(AbuseScene scene) throws IOException;
  }

  private final double actsPerSecond;
  private final String description;
  private final Factory factory;

  AbuseKind(double actsPerSecond, String description, Factory factory) {
    this.actsPerSecond = actsPerSecond;
    this.description = description;
    this.factory = factory;
  }

  /** The kind with a name as {@link #label} gives it. */
  public static AbuseKind named(String label) {
    for (AbuseKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no kind of abuse '" + label + "'");
  }

  /** Its name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does, as a part of a sentence. */
  public String description() {
    return description;
  }

  /** How often a second it is done. */
  public double actsPerSecond() {
    return actsPerSecond;
  }

  /** The table that takes the good rows beside its own. */
  String neighbourTable() {
    return "neighbours_of_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Begins it.
   *
   * @throws IOException if the server can't be reached
   */
  public Abuse begin(AbuseScene scene) throws IOException {
    return factory.create(scene);
  }

  /**
   * Writes a first row of every table that a kind needs, and of the good neighbour's, before the
   * abuse uses up all names.
   *
   * @throws IOException if the server does not take them
   */
  public static void prepare(AbuseScene scene) throws IOException {
    StringBuilder lines = new StringBuilder();
    lines.append(GoodNeighbour.TABLE).append(" value=0i\n");
    for (Name name : Name.values()) {
      lines.append(name.line("first")).append('\n');
    }
    for (AbuseKind kind : values()) {
      lines.append(kind.neighbourTable()).append(" value=0i\n");
    }
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(AbuseRequest.lines(scene.token()).body(lines.toString()));
      if (!answer.is("204")) {
        throw new IOException("the first rows were answered with " + answer.code());
      }
    }
    scene.ledger().stored(GoodNeighbour.TABLE, 1);
    for (AbuseKind kind : values()) {
      scene.ledger().stored(kind.neighbourTable(), 1);
    }
  }
}
