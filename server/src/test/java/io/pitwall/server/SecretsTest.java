package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Tokens stay where they belong. */
class SecretsTest {
  private static final String WRONG = "a-wrong-token-for-tests";

  @TempDir private Path directory;

  @Test
  void noTokenGoodOrWrongIsLoggedAnsweredOrKeptInTheClear() throws IOException {
    Logger all = (Logger) LoggerFactory.getLogger("io.pitwall");
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    Level before = all.getLevel();
    events.start();
    all.addAppender(events);
    all.setLevel(Level.TRACE);
    all.setAdditive(false);
    StringBuilder answers = new StringBuilder();
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      all.info("the appender listens");
      answers.append(server.write("t v=1 1").body());
      answers.append(server.query("SELECT nope").body());
      answers.append(server.get("/metrics").body());
      for (String path : List.of("/write?db=d&p=" + WRONG, "/nowhere?p=" + WRONG)) {
        HttpRequest wrong =
            server
                .plainRequest(path)
                .header("Authorization", "Token " + WRONG)
                .POST(HttpRequest.BodyPublishers.ofString("t v=1"))
                .build();
        HttpResponse<String> answer = server.send(wrong);
        assertThat(answer.statusCode()).isEqualTo(401);
        answers.append(answer.body()).append(answer.headers());
      }
      answers.append(server.exchangeUntilClosed("GET /?p=" + WRONG + " HTTP/9\r\n\r\n"));
      login(server, RunningServer.TOKEN);
      login(server, WRONG);
    } finally {
      all.setLevel(before);
      all.setAdditive(true);
      all.detachAppender(events);
    }
    assertThat(events.list).isNotEmpty();
    for (ILoggingEvent event : events.list) {
      String logged = event.getFormattedMessage() + event.getThrowableProxy();
      assertThat(logged).doesNotContain(RunningServer.TOKEN, WRONG);
    }
    assertThat(answers.toString()).doesNotContain(RunningServer.TOKEN, WRONG);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(RunningServer.TOKEN);
      }
    }
  }

  private static void login(RunningServer server, String token) {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + server.server().postgresAddress().getPort()
            + "/d?preferQueryMode=simple";
    try {
      DriverManager.getConnection(url, "admin", token).close();
      assertThat(token).isEqualTo(RunningServer.TOKEN);
    } catch (SQLException e) {
      assertThat(token).as(e.getMessage()).isEqualTo(WRONG);
      assertThat(e.getSQLState()).isEqualTo("28P01");
    }
  }
}
