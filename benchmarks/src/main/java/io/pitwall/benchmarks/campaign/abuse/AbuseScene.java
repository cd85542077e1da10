package io.pitwall.benchmarks.campaign.abuse;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.util.SplittableRandom;

/**
 * Where abuse happens and what it knows.
 *
 * @param http the server's address for HTTP
 * @param postgres its address for PostgreSQL clients
 * @param source the address that connections come from
 * @param token a valid one; kinds that need none do not send it
 * @param busyTable a table with many rows, with its database, to be read only
 * @param ledger rows that the server said it stored
 * @param tally takes what was done and answered
 * @param random repeats a run by its seed
 */
public record AbuseScene(
    HostPort http,
    HostPort postgres,
    InetAddress source,
    String token,
    String busyTable,
    AbuseLedger ledger,
    AbuseTally tally,
    SplittableRandom random) {
  /** The database that abuse writes into. */
  public static final String DATABASE = "abuse";

  /** The same place with another tally and other random numbers. */
  AbuseScene with(AbuseTally otherTally, SplittableRandom otherRandom) {
    return new AbuseScene(
        http, postgres, source, token, busyTable, ledger, otherTally, otherRandom);
  }

  /**
   * The same place for a client that guesses: with an address of its own, at which nobody else
   * fails to log in.
   */
  AbuseScene asGuesser() throws IOException {
    byte[] address = {127, 1, (byte) random.nextInt(1, 255), (byte) random.nextInt(1, 255)};
    return new AbuseScene(
        http, postgres, InetAddress.getByAddress(address), token, busyTable, ledger, tally, random);
  }

  /** A connection to the HTTP port. */
  AbuseSocket connectHttp() throws IOException {
    return AbuseSocket.connect(source, http);
  }

  /** A connection to the PostgreSQL port. */
  AbuseSocket connectPostgres() throws IOException {
    return AbuseSocket.connect(source, postgres);
  }

  /** An HTTP client with a connection of its own. */
  AbuseHttp openHttp() throws IOException {
    return new AbuseHttp(connectHttp());
  }

  /**
   * A PostgreSQL session with the token.
   *
   * @throws IOException if the server refuses it
   */
  AbusePostgres openSession() throws IOException {
    AbusePostgres session = new AbusePostgres(connectPostgres());
    try {
      AbuseAnswer login = session.login("admin", DATABASE, token);
      if (!login.is(AbuseAnswer.DONE)) {
        throw new IOException("the login was refused with " + login.code() + ": " + login.text());
      }
      return session;
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  /** A statement that reads every row of the busy table. */
  String readEverything() {
    return "SELECT * FROM " + busyTable;
  }
}
