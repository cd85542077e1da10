package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import io.pitwall.server.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README.md is the page that describes the endpoints. */
class EndpointsPageTest {
  private static final Path PAGE = Path.of("../README.md");

  @Test
  void thePageNamesThePathOfEveryRoute(@TempDir Path directory) throws IOException {
    String page = Files.readString(PAGE);
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      for (Route.Access access : Route.Access.values()) {
        assertThat(server.server().routes(access)).isNotEmpty();
        for (String route : server.server().routes(access)) {
          String path = Pattern.quote(route.split(" ", 2)[1]);
          Pattern named = Pattern.compile("(?:[\\s`]|:8000)" + path + "(?![\\w/-])");
          assertThat(named.matcher(page).find()).as("%s describes %s", PAGE, route).isTrue();
        }
      }
    }
  }
}
