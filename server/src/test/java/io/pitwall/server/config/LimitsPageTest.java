package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.statement.StatementLimits;
import io.pitwall.server.auth.TokenDirectory;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.network.AddressRates;
import io.pitwall.server.postgres.session.SessionLimits;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/limits.md are what the code says. If one is not, the test says how to write it
 * anew.
 */
class LimitsPageTest {
  private static final Path PAGE = Path.of("../docs/limits.md");

  private static final String SETTINGS = "| setting | default | meaning |\n|---|---|---|\n";
  private static final String FIXED_LIMITS = "| limit | value | meaning |\n|---|---|---|\n";
  private static final String REGENERATE =
      "mvn -q -Dquick -pl server -am test -Dtest=LimitsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpitwall.docs.write=true";

  @Test
  void thePageListsEverySettingWithItsDefaultAndMeaning() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (Setting setting : Setting.values()) {
      appendRow(rows, setting.settingName(), setting.defaultText(), setting.description());
    }
    checkTable(SETTINGS, rows.toString());
  }

  @Test
  void thePageListsEveryLimitThatCannotBeSet() throws IOException {
    List<Limit> limits = new ArrayList<>(StatementLimits.fixed());
    limits.addAll(FormatLimits.all());
    limits.add(IngestLimits.MAX_NUMBER_CHARS);
    limits.add(TokenDirectory.MAX_TOKENS);
    limits.addAll(SessionLimits.fixed());
    limits.add(AddressRates.MAX_RATED_ADDRESSES);
    StringBuilder rows = new StringBuilder();
    for (Limit limit : limits) {
      String value = limit.unit().text(limit.defaultValue());
      appendRow(rows, limit.limitName(), value, limit.meaning());
    }
    checkTable(FIXED_LIMITS, rows.toString());
  }

  @Test
  void thePageListsEveryLimitThatTheCodeNames() throws IOException {
    Pattern limit = Pattern.compile("Limit\\s*\\.\\s*(?:count|bytes|duration)\\(\\s*\"([a-z-]+)\"");
    List<String> named = new ArrayList<>();
    for (String module : List.of("storage", "query", "server")) {
      try (Stream<Path> sources = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
          limit.matcher(Files.readString(source)).results().forEach(r -> named.add(r.group(1)));
        }
      }
    }
    String page = Files.readString(PAGE);
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named)
        .as("limits that %s lacks; give each a Setting, or a place in a list of fixed limits", PAGE)
        .filteredOn(name -> !page.contains("| `" + name + "` |"))
        .isEmpty();
  }

  private static void appendRow(StringBuilder rows, String name, String value, String meaning) {
    rows.append("| `").append(name).append("` | `").append(value).append("` | ");
    rows.append(meaning.replace("|", "\\|")).append(" |\n");
  }

  /** Compares the rows after a header with the page, or writes them into it if asked to. */
  private static void checkTable(String header, String rows) throws IOException {
    String page = Files.readString(PAGE);
    int at = page.indexOf(header);
    assertThat(at).as("the table with the header %s", header).isNotNegative();
    int from = at + header.length();
    int to = page.indexOf("\n\n", from - 1) + 1;
    if (Boolean.getBoolean("pitwall.docs.write")) {
      Files.writeString(PAGE, page.substring(0, from) + rows + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .withFailMessage(
            "a table of %s is not what the code says; write it anew with%n%n  %s%n%nand look at the"
                + " difference",
            PAGE, REGENERATE)
        .isEqualTo(rows);
  }
}
