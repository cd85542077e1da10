package io.pitwall.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.Eventually;
import io.pitwall.server.RunningServer;
import io.pitwall.server.api.query.UnreadAnswer;
import io.pitwall.server.config.Setting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients of both protocols that ask for large answers and read on only later, or never. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PausedReadersTest {
  private static final int READERS = 40;
  private static final String COUNT = "SELECT COUNT(*) FROM d.large";
  private static final String ROWS = String.valueOf(UnreadAnswer.TABLE_ROWS);

  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of(Setting.QUERY_THREADS, "1"));
    UnreadAnswer.writeTable(server);
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void fortyThatPauseOverHttpHoldUpNobodyAndOneThatGoesOnGetsAll() throws Exception {
    List<Closeable> readers = new ArrayList<>();
    try {
      UnreadAnswer first = new UnreadAnswer(server);
      readers.add(first);
      while (readers.size() < READERS) {
        readers.add(new UnreadAnswer(server));
      }
      assertThatOthersAreAnswered();
      first.goOn();
    } finally {
      closeAll(readers);
    }
  }

  @Test
  void fortyThatPauseOnPostgresqlHoldUpNobodyAndOneThatGoesOnGetsAll() throws Exception {
    List<Closeable> readers = new ArrayList<>();
    try {
      RawClient first = paused(readers);
      while (readers.size() < READERS) {
        paused(readers);
      }
      assertThatOthersAreAnswered();
      List<RawClient.Message> answer = first.readUntilReady();
      assertThat(answer.get(answer.size() - 2)).hasToString("C:SELECT " + ROWS + "|");
    } finally {
      closeAll(readers);
    }
  }

  @Test
  void aReaderThatKeepsTooManySealedRowsInMemoryIsEndedWithTheReason(@TempDir Path directory)
      throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.MAX_PINNED_BYTES,
            "64KiB",
            Setting.SEAL_ROWS,
            String.valueOf(UnreadAnswer.TABLE_ROWS + 1));
    try (RunningServer small = RunningServer.start(directory, settings)) {
      UnreadAnswer.writeTable(small);
      try (UnreadAnswer http = new UnreadAnswer(small);
          RawClient postgres = login(small)) {
        postgres.send(RawClient.query0("SELECT text, n FROM d.large"));
        Eventually.isSo("both wait", () -> small.metric("pitwall_queries_paused") == 2);
        assertThat(small.write("large n=1i 1\nlarge n=2i 2").statusCode()).isEqualTo(204);
        Eventually.isSo("both are ended", () -> small.metric("pitwall_queries_paused") == 0);
        Eventually.isSo("nothing is kept", () -> small.metric("pitwall_pinned_bytes") == 0);
        List<RawClient.Message> answer = postgres.readUntilReady();
        RawClient.Message error = answer.get(answer.size() - 2);
        assertThat(error.field('C')).isEqualTo("53200");
        assertThat(error.field('M')).contains("max-pinned-bytes");
        assertThat(http.readToEnd()).doesNotContain("row_count");
        assertThat(small.data("SELECT COUNT(*) FROM large"))
            .isEqualTo("[[" + (UnreadAnswer.TABLE_ROWS + 2) + "]]");
      }
    }
  }

  private RawClient paused(List<Closeable> readers) throws IOException {
    RawClient client = login(server);
    readers.add(client::close);
    client.send(RawClient.query0("SELECT text, n FROM d.large"));
    return client;
  }

  private static RawClient login(RunningServer server) throws IOException {
    RawClient client = new RawClient(server.server().postgresAddress());
    client.login(RunningServer.TOKEN);
    return client;
  }

  private void assertThatOthersAreAnswered() throws Exception {
    Eventually.isSo(
        "all wait for their clients", () -> server.metric("pitwall_queries_paused") == READERS);
    assertThat(server.data(COUNT)).isEqualTo("[[" + ROWS + "]]");
    try (RawClient client = login(server)) {
      assertThat(client.query(COUNT).get(1).text()).endsWith(ROWS);
    }
    // One may go on for a moment while the buffers of its socket still take something.
    Eventually.isSo("all wait again", () -> server.metric("pitwall_queries_paused") == READERS);
  }

  private void closeAll(List<Closeable> readers) throws Exception {
    for (Closeable reader : readers) {
      reader.close();
    }
    Eventually.isSo("none is left", () -> server.metric("pitwall_queries_paused") == 0);
  }
}
