package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import io.pitwall.server.http.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationTest {
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of());
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void everyRouteButThePublicOnesWantsAGoodToken() {
    List<String> routes = server.server().routes(Route.Access.TOKEN);
    assertThat(routes)
        .containsExactlyInAnyOrder(
            "GET /metrics",
            "HEAD /metrics",
            "POST /api/v1/query",
            "POST /api/v1/write/json",
            "POST /api/v1/write/line-protocol",
            "POST /api/v1/write/msgpack",
            "POST /api/v2/write",
            "POST /write");
    for (String route : routes) {
      assertThat(status(route, "")).as(route).isEqualTo(401);
      assertThat(status(route, "Bearer wrong")).as(route).isEqualTo(401);
      assertThat(status(route, "Bearer " + RunningServer.TOKEN)).as(route).isIn(200, 204, 400);
    }
  }

  @Test
  void publicRoutesAnswerWithAndWithoutAToken() {
    for (String route : server.server().routes(Route.Access.PUBLIC)) {
      assertThat(status(route, "")).as(route).isIn(200, 204);
      assertThat(status(route, "Bearer wrong")).as(route).isIn(200, 204);
      assertThat(status(route, "Bearer " + RunningServer.TOKEN)).as(route).isIn(200, 204);
    }
    assertThat(server.server().routes(Route.Access.PUBLIC))
        .containsExactly(
            "GET /health", "GET /ping", "GET /ready", "HEAD /health", "HEAD /ping", "HEAD /ready");
  }

  @Test
  void anUnknownPathIsOnlyToldToWhoeverHasAToken() {
    assertThat(status("GET /nothing", "")).isEqualTo(401);
    assertThat(status("GET /nothing", "Bearer " + RunningServer.TOKEN)).isEqualTo(404);
    assertThat(status("GET /write", "Bearer " + RunningServer.TOKEN)).isEqualTo(405);
    assertThat(status("GET /write/", "Bearer " + RunningServer.TOKEN)).isEqualTo(404);
    assertThat(status("GET //metrics", "")).isEqualTo(401);
  }

  @Test
  void aTokenMayComeInAnyOfTheUsualPlaces() {
    String basic =
        Base64.getEncoder()
            .encodeToString(("someone:" + RunningServer.TOKEN).getBytes(StandardCharsets.UTF_8));
    assertThat(status("GET /metrics", "Token " + RunningServer.TOKEN)).isEqualTo(200);
    assertThat(status("GET /metrics", "bearer " + RunningServer.TOKEN)).isEqualTo(200);
    assertThat(status("GET /metrics", "Basic " + basic)).isEqualTo(200);
    assertThat(status("POST /write?u=x&p=" + RunningServer.TOKEN, "")).isEqualTo(400);
    HttpRequest withKey =
        server.plainRequest("/metrics").header("x-api-key", RunningServer.TOKEN).build();
    assertThat(server.send(withKey).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyClientsOfInfluxDb1MayPutTheirTokenIntoTheTargetAndAreAskedForAPassword() {
    for (String route : server.server().routes(Route.Access.TOKEN)) {
      boolean isInfluxDb1 = route.endsWith(" /write");
      String target = route + "?p=" + RunningServer.TOKEN;
      assertThat(status(target, "") == 401).as(route).isEqualTo(!isInfluxDb1);
      String ways = challenge(route);
      assertThat(ways).as(route).contains("Bearer");
      assertThat(ways.contains("Basic")).as(route).isEqualTo(isInfluxDb1);
    }
    assertThat(challenge("GET /nothing")).doesNotContain("Basic");
  }

  private String challenge(String route) {
    String[] parts = route.split(" ", 2);
    HttpRequest request =
        server
            .plainRequest(parts[1])
            .method(parts[0], HttpRequest.BodyPublishers.ofString(""))
            .build();
    return server.send(request).headers().firstValue("WWW-Authenticate").orElse("");
  }

  @Test
  void whatABrowserSendsForAPageOfAnotherSiteIsRefused() throws IOException {
    for (String header :
        List.of(
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://pitwall.example:8001")) {
      assertThat(write(header)).as(header).startsWith("HTTP/1.1 403").contains("pages of other");
    }
    for (String header :
        List.of(
            "X-Nothing: 1",
            "Sec-Fetch-Site: same-origin\r\nOrigin: https://behind.a.proxy",
            "Sec-Fetch-Site: none",
            "Origin: http://pitwall.example:8000",
            "Origin: https://PITWALL.example:8000")) {
      assertThat(write(header)).as(header).startsWith("HTTP/1.1 204");
    }
    assertThat(server.data("SELECT COUNT(*) FROM sites")).isEqualTo("[[5]]");
  }

  private String write(String header) throws IOException {
    return server.exchangeUntilClosed(
        "POST /write?db=d HTTP/1.1\r\nHost: pitwall.example:8000\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + RunningServer.TOKEN
            + "\r\nContent-Length: 11\r\n"
            + header
            + "\r\n\r\nsites f=1 1");
  }

  @Test
  void aTokenThatIsNotQuiteOneIsNone() {
    for (String value :
        List.of(
            RunningServer.TOKEN,
            "Bearer",
            "Bearer " + RunningServer.TOKEN + "x",
            "Bearer " + RunningServer.TOKEN.substring(1),
            "Digest " + RunningServer.TOKEN,
            "Basic !!!",
            "Basic " + Base64.getEncoder().encodeToString(new byte[] {1}))) {
      assertThat(status("GET /metrics", value)).as(value).isEqualTo(401);
    }
    assertThat(status("GET /metrics?p=" + RunningServer.TOKEN, "Bearer wrong")).isEqualTo(401);
  }

  @Test
  void anAnswerWithoutATokenNamesTheWaysAndTellsNothing() {
    HttpRequest request = server.plainRequest("/metrics").build();
    assertThat(server.send(request).headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(ways -> assertThat(ways).contains("Bearer"));
    assertThat(server.send(request).body()).startsWith("{\"error\":");
    assertThat(server.send(server.plainRequest("/health").build()).body())
        .doesNotContain("details");
  }

  @Test
  void clientsOfInfluxDb1And2FindTheVersionAndTheNameThatTheyLookFor() {
    HttpResponse<String> pong = server.send(server.plainRequest("/ping").build());
    assertThat(pong.statusCode()).isEqualTo(204);
    assertThat(pong.headers().firstValue("X-Influxdb-Version")).hasValue("1.8.0");
    assertThat(pong.headers().firstValue("X-Pitwall-Version")).isPresent();
    assertThat(server.send(server.plainRequest("/health").build()).body())
        .startsWith("{\"name\":\"pitwall\",\"status\":\"pass\",\"state\":\"ok\",\"message\":\"")
        .contains("\"version\":\"");
  }

  private int status(String route, String authorization) {
    String[] parts = route.split(" ", 2);
    HttpRequest.Builder request =
        server
            .plainRequest(parts[1])
            .method(
                parts[0], HttpRequest.BodyPublishers.ofString(parts[0].equals("POST") ? "x" : ""));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return server.send(request.build()).statusCode();
  }
}
