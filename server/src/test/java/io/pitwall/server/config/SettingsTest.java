package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final long HEAP = 1000;

  @TempDir private Path directory;

  @Test
  void everyDefaultCanBeRead() throws Exception {
    Settings settings = Settings.load(Map.of(), Map.of(), null, 1L << 30);
    assertThat(settings.text(Setting.DATA_DIR)).isEqualTo("./pitwall-data");
    assertThat(settings.address(Setting.HTTP)).isEqualTo(new HostPort("127.0.0.1", 8000));
    assertThat(settings.address(Setting.PG)).isEqualTo(new HostPort("127.0.0.1", 5433));
    assertThat(settings.bytes(Setting.MAX_BODY_BYTES)).isEqualTo(64L << 20);
    assertThat(settings.bytes(Setting.MAX_INFLIGHT_BYTES)).isEqualTo(256L << 20);
    assertThat(settings.duration(Setting.QUERY_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
  }

  /** A setting that nothing reads is taken and ignored. */
  @Test
  void theServerReadsEverySetting() throws Exception {
    Pattern reading =
        Pattern.compile("(?:settings\\.\\w+\\(|threads\\(settings,)\\s*Setting\\.([A-Z_]+)");
    Set<String> read = new HashSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/pitwall/server"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        reading.matcher(Files.readString(source)).results().forEach(r -> read.add(r.group(1)));
      }
    }
    assertThat(Setting.values())
        .as("settings that nothing reads; give each a line in ServerOptions")
        .filteredOn(setting -> !read.contains(setting.name()))
        .isEmpty();
  }

  @Test
  void aFlagGoesBeforeTheEnvironmentThatBeforeTheFileThatBeforeTheDefault() throws Exception {
    Path file = file("seal-rows = 1\nmax-depth = 1\nmax-headers = 1\n# a comment\n");
    Map<String, String> environment =
        Map.of("PITWALL_SEAL_ROWS", "2", "PITWALL_MAX_DEPTH", "2", "HOME", "/");
    Settings settings = Settings.load(Map.of(Setting.SEAL_ROWS, "3"), environment, file, HEAP);
    assertThat(settings.count(Setting.SEAL_ROWS)).isEqualTo(3);
    assertThat(settings.count(Setting.MAX_DEPTH)).isEqualTo(2);
    assertThat(settings.count(Setting.MAX_HEADERS)).isEqualTo(1);
    assertThat(settings.count(Setting.PLANNING_THREADS)).isEqualTo(2);
  }

  @Test
  void theFileMayBeNamedByTheEnvironment() throws Exception {
    Path file = file("max-headers = 7\n");
    Settings settings =
        Settings.load(Map.of(), Map.of("PITWALL_CONFIG", file.toString()), null, HEAP);
    assertThat(settings.count(Setting.MAX_HEADERS)).isEqualTo(7);
  }

  @Test
  void anUnknownSettingIsAnErrorThatNamesTheNearest() throws Exception {
    Path file = file("max-body-byte = 1\n");
    assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(), file, HEAP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'max-body-byte'")
        .hasMessageContaining("'max-body-bytes'");
    assertThatThrownBy(() -> Settings.load(Map.of(), Map.of("PITWALL_SEAL_ROW", "1"), null, HEAP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("PITWALL_SEAL_ROW is not a setting")
        .hasMessageContaining("PITWALL_SEAL_ROWS");
  }

  @Test
  void variablesThatKubernetesMakesForAServiceAreNotSettings() throws Exception {
    Map<String, String> service =
        Map.ofEntries(
            Map.entry("PITWALL_PORT", "tcp://10.0.0.1:8000"),
            Map.entry("PITWALL_SERVICE_HOST", "10.0.0.1"),
            Map.entry("PITWALL_SERVICE_PORT", "8000"),
            Map.entry("PITWALL_SERVICE_PORT_HTTP", "8000"),
            Map.entry("PITWALL_PORT_8000_TCP", "tcp://10.0.0.1:8000"),
            Map.entry("PITWALL_PORT_8000_TCP_PROTO", "tcp"),
            Map.entry("PITWALL_PORT_8000_TCP_PORT", "8000"),
            Map.entry("PITWALL_PORT_8000_TCP_ADDR", "10.0.0.1"),
            Map.entry("PITWALL_PG_PORT", "tcp://10.0.0.2:5433"),
            Map.entry("PITWALL_PG_SERVICE_HOST", "10.0.0.2"),
            Map.entry("PITWALL_PG_PORT_5433_UDP_ADDR", "10.0.0.2"));
    assertThat(Settings.load(Map.of(), service, null, HEAP).changed()).isEmpty();
    for (String name : new String[] {"PITWALL_HTTP_PORT", "PITWALL_PORT"}) {
      assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(name, "9000"), null, HEAP))
          .hasMessageContaining(name + " is not a setting");
    }
  }

  @Test
  void aValueOfTheFileIsTakenAsItIs() throws Exception {
    Path file = file("\uFEFFdata-dir = C:\\new data\\x=y \n\n  # a comment\nmax-headers=7\n");
    Settings settings = Settings.load(Map.of(), Map.of(), file, HEAP);
    assertThat(settings.text(Setting.DATA_DIR)).isEqualTo("C:\\new data\\x=y");
    assertThat(settings.count(Setting.MAX_HEADERS)).isEqualTo(7);
  }

  @Test
  void aFileThatCannotBeReadIsAnErrorThatNamesIt() throws Exception {
    assertFileRefused(directory.resolve("none"), "none' does not exist; check --config");
    assertFileRefused(directory, "it is a directory");
    assertFileRefused(file("max-headers: 7\n"), "line 1: 'max-headers: 7' is not 'name = value'");
    assertFileRefused(
        file("max-headers = 7\n\nmax-headers = 8\n"),
        "line 3: 'max-headers' is set already in line 1");
    Path latin = file("");
    Files.write(latin, new byte[] {'#', (byte) 0xE9, '\n'});
    assertFileRefused(latin, "is not UTF-8");
  }

  private static void assertFileRefused(Path file, String part) {
    assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(), file, HEAP))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(part);
  }

  @Test
  void settingsThatDifferFromTheirDefaultsAreListed() throws Exception {
    Map<Setting, String> flags = Map.of(Setting.MAX_HEADERS, "7", Setting.MAX_DEPTH, "8");
    Settings settings = Settings.load(flags, Map.of(), null, HEAP);
    assertThat(settings.changed()).containsExactly("max-headers=7");
    assertThat(settings.isGiven(Setting.MAX_DEPTH)).isTrue();
    assertThat(settings.isGiven(Setting.SEAL_ROWS)).isFalse();
  }

  @Test
  void anUnknownHostIsAnErrorThatNamesSettingAndHost() throws Exception {
    Settings settings =
        Settings.load(Map.of(Setting.HTTP, "no-such-host.invalid:1"), Map.of(), null, HEAP);
    assertThatThrownBy(() -> settings.resolved(Setting.HTTP))
        .hasMessageContaining("http: the host 'no-such-host.invalid' is unknown");
  }

  @Test
  void aValueThatCannotBeUsedIsAnErrorThatSaysWhere() throws Exception {
    Path file = file("seal-age = soon\n");
    assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(), file, HEAP))
        .hasMessageContaining("seal-age in")
        .hasMessageContaining("'soon' is not a duration");
    assertThatThrownBy(() -> Settings.load(Map.of(Setting.HTTP, "8000"), Map.of(), null, HEAP))
        .hasMessageContaining("--http: '8000' is not HOST:PORT");
  }

  @Test
  void aLimitOfZeroIsAnErrorThatNamesTheSetting() {
    assertRefused(Setting.MAX_HEADERS, "0", "--max-headers: max-headers must be at least 1, not 0");
    assertRefused(Setting.MAX_BODY_BYTES, "0", "max-body-bytes must be at least 1B, not 0B");
    assertRefused(Setting.HEADER_TIMEOUT, "10us", "header-timeout must be at least 1ms, not 10us");
    assertRefused(Setting.PARTITION_WIDTH, "0s", "partition-width must be at least 1ms");
    assertRefused(Setting.SEAL_ROWS, "0", "seal-rows must be at least 1");
  }

  @Test
  void aSizeThatDoesNotFitIntoAnArrayIsAnErrorAndNotCutSilently() {
    assertRefused(
        Setting.MAX_DECOMPRESSED_BYTES,
        "2GiB",
        "max-decompressed-bytes must be at most 1GiB, not 2GiB: it is held in one array");
  }

  @Test
  void aLimitThatAFormatCannotHoldIsAnErrorThatNamesBoth() throws Exception {
    assertRefused(
        Setting.MAX_STRING_BYTES,
        "128KiB",
        "max-string-bytes must be at most 64KiB, not 128KiB",
        "limit block-text-bytes, 64MiB");
    assertRefused(
        Setting.MAX_BATCH_BYTES,
        "512MiB",
        "max-batch-bytes must be at most 256MiB, not 512MiB",
        "limit record-payload-bytes");
    Settings most =
        Settings.load(Map.of(Setting.MAX_STRING_BYTES, "64KiB"), Map.of(), null, 1L << 30);
    assertThat(most.arrayBytes(Setting.MAX_STRING_BYTES)).isEqualTo(64 << 10);
  }

  @Test
  void aBodyThatCanNeverFitIntoTheMemoryOfAllIsAnErrorAtTheStart() throws Exception {
    Map<Setting, String> flags =
        Map.of(Setting.MAX_DECOMPRESSED_BYTES, "129MiB", Setting.MAX_INFLIGHT_BYTES, "128MiB");
    assertThatThrownBy(() -> Settings.load(flags, Map.of(), null, 1L << 30))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("max-decompressed-bytes (135266304)")
        .hasMessageContaining("max-inflight-bytes (134217728)");
    assertRefused(Setting.MAX_BODY_BYTES, "512MiB", "max-body-bytes", "max-inflight-bytes");
    Settings.load(
        Map.of(Setting.MAX_DECOMPRESSED_BYTES, "128MiB", Setting.MAX_INFLIGHT_BYTES, "128MiB"),
        Map.of(),
        null,
        1L << 30);
  }

  @Test
  void budgetsThatExceedTheHeapTogetherAreAnErrorAtTheStart() throws Exception {
    assertRefused(
        Setting.MAX_HEAD_BYTES, "700MiB", "max-head-bytes (734003200)", "is more than the heap");
    assertRefused(Setting.CACHE_BYTES, "8000000TiB", "cache-bytes", "PITWALL_HEAP");
    Settings.load(Map.of(Setting.MAX_HEAD_BYTES, "65%"), Map.of(), null, 1L << 30);
    assertRefused(
        Setting.MAX_QUERY_MEMORY,
        "21%",
        "max-query-memory (225485783) is more than max-total-query-memory (214748364)");
    Settings.load(Map.of(Setting.MAX_QUERY_MEMORY, "20%"), Map.of(), null, 1L << 30);
    assertRefused(Setting.MAX_HEAD_BYTES, "66%", "max-inflight-bytes (268435456) + max-head-bytes");
  }

  @Test
  void aLogOfLessThanTwoFilesIsAnErrorThatNamesBothSettings() {
    assertRefused(
        Setting.MAX_LOG_BYTES,
        "100MiB",
        "max-log-bytes (104857600) must be at least twice log-file-bytes (67108864)");
    assertRefused(Setting.LOG_FILE_BYTES, "4097", "log-file-bytes must be at least 8192");
  }

  @Test
  void aLongestNameMayBeGivenInKibibytes() throws Exception {
    Settings settings = Settings.load(Map.of(Setting.MAX_NAME_BYTES, "1KiB"), Map.of(), null, HEAP);
    assertThat(settings.arrayBytes(Setting.MAX_NAME_BYTES)).isEqualTo(1024);
  }

  private static void assertRefused(Setting setting, String value, String... parts) {
    assertThatThrownBy(() -> Settings.load(Map.of(setting, value), Map.of(), null, 1L << 30))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void sizesAndDurationsHaveUnits() {
    assertThat(Unit.BYTES.parse("64MiB", HEAP)).isEqualTo(64L << 20);
    assertThat(Unit.BYTES.parse("1.5 kB", HEAP)).isEqualTo(1500L);
    assertThat(Unit.BYTES.parse("4096", HEAP)).isEqualTo(4096L);
    assertThat(Unit.BYTES.parse("25%", HEAP)).isEqualTo(250L);
    assertThat(Unit.DURATION.parse("1500ms", HEAP)).isEqualTo(Duration.ofMillis(1500));
    assertThat(Unit.DURATION.parse("7d", HEAP)).isEqualTo(Duration.ofDays(7));
    assertThat(Unit.COUNT.parse("1_000_000", HEAP)).isEqualTo(1_000_000);
    for (String bad : new String[] {"", "-1", "1XB", "MiB", "99999999999TiB"}) {
      assertThatThrownBy(() -> Unit.BYTES.parse(bad, HEAP)).as(bad).hasMessageContaining("'");
    }
    assertThatThrownBy(() -> Unit.DURATION.parse("60", HEAP)).hasMessageContaining("duration");
    assertThatThrownBy(() -> Unit.COUNT.parse("3000000000", HEAP)).hasMessageContaining("count");
  }

  @Test
  void addressesHaveHostAndPort() {
    assertThat(HostPort.parse("[::1]:0")).isEqualTo(new HostPort("::1", 0));
    assertThat(HostPort.parse("[::1]:0")).hasToString("[::1]:0");
    for (String bad : new String[] {"", ":1", "h", "h:", "h:65536", "::1:80", "h:-1", "[]:1"}) {
      assertThatThrownBy(() -> HostPort.parse(bad)).as(bad).hasMessageContaining("HOST:PORT");
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("pitwall.properties"), text);
  }
}
