package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pitwall.server.auth.TokenDirectory;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import io.pitwall.storage.runtime.OsFileSystem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The start of a server: its token, what it logs, what it refuses. */
class StartTest {
  private static final String FREE = "127.0.0.1:0";

  @TempDir private Path directory;

  @Test
  void aFirstStartThatFindsItsPortInUseLeavesNoTokenThatNobodyHasSeen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "127.0.0.1:" + taken.getLocalPort();
      assertThatThrownBy(() -> start(port, FREE)).hasMessageContaining("can't listen for HTTP");
      assertThatThrownBy(() -> start(FREE, port)).hasMessageContaining("can't listen for");
    }
    try (PitwallServer server = start(FREE, FREE)) {
      assertThat(server.createdToken()).startsWith("pw_");
    }
    try (PitwallServer server = start(FREE, FREE)) {
      assertThat(server.createdToken()).isNull();
    }
  }

  @Test
  void anUnknownHostStopsTheStartBeforeAnythingIsMade() {
    assertThatThrownBy(() -> start("no-such-host.invalid:1", FREE))
        .hasMessageContaining("no-such-host.invalid");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theLogSaysHowTheServerStartedAndThatItEnded() throws Exception {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(StartReport.class);
    events.start();
    log.setLevel(Level.INFO); // commands that ran in this process may have set another one
    log.addAppender(events);
    try {
      try (RunningServer server = RunningServer.start(directory, Map.of(Setting.MAX_DEPTH, "7"))) {
        assertThat(server.write("t v=1 1\nt v=2 2\n").statusCode()).isEqualTo(204);
      }
      RunningServer.start(directory, Map.of()).close();
    } finally {
      log.detachAppender(events);
      log.setLevel(null);
    }
    List<String> lines = events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .contains(" started in ", " 0 rows replayed from 0 records", "max-depth=7")
        .doesNotContain(RunningServer.TOKEN);
    assertThat(lines.get(1)).contains("stopped in ");
    assertThat(lines.get(2)).contains(" 2 rows replayed from ").doesNotContain("max-depth");
  }

  @Test
  void anAddressThatOtherMachinesReachIsWarnedOf() throws Exception {
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(StartReport.class);
    events.start();
    log.setLevel(Level.INFO); // commands that ran in this process may have set another one
    log.addAppender(events);
    try {
      start("0.0.0.0:0", FREE).close();
    } finally {
      log.detachAppender(events);
      log.setLevel(null);
    }
    assertThat(events.list.stream().map(ILoggingEvent::getFormattedMessage))
        .filteredOn(line -> line.contains("without encryption"))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("http listens on 0.0.0.0:0, "));
  }

  @Test
  void aTokenOfACommandOpensTheRunningServerAndARevokedOneNoLongerDoes() throws Exception {
    try (RunningServer server = RunningServer.start(directory, Map.of());
        OsFileSystem files = OsFileSystem.open(directory)) {
      TokenDirectory tokens = new TokenDirectory(files);
      String token = tokens.create("grafana", new SecureRandom());
      HttpRequest metrics =
          server.plainRequest("/metrics").header("Authorization", "Bearer " + token).build();
      Eventually.isSo("accepted", () -> server.send(metrics).statusCode() == 200);
      tokens.revoke("grafana");
      Eventually.isSo("refused", () -> server.send(metrics).statusCode() == 401);
      assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  private PitwallServer start(String http, String pg) throws Exception {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.DATA_DIR, directory.toString());
    flags.put(Setting.HTTP, http);
    flags.put(Setting.PG, pg);
    flags.put(Setting.LOG_FILE_BYTES, "4MiB");
    return PitwallServer.start(Settings.load(flags, Map.of(), null, 512L << 20), null);
  }
}
