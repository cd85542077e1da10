package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.statement.StatementLimits;
import io.pitwall.storage.options.FormatLimits;
import io.pitwall.storage.options.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of docs/limits.md are what the code says. If one is not, the test prints it. */
class LimitsPageTest {
  private static final Path PAGE = Path.of("../docs/limits.md");

  @Test
  void thePageListsEverySettingWithItsDefaultAndMeaning() throws IOException {
    StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      appendRow(table, setting.settingName(), setting.defaultText(), setting.description());
    }
    assertThat(Files.readString(PAGE)).contains(table);
  }

  @Test
  void thePageListsEveryLimitThatCannotBeSet() throws IOException {
    List<Limit> limits = new ArrayList<>(StatementLimits.fixed());
    limits.addAll(FormatLimits.all());
    StringBuilder table = new StringBuilder("| limit | value | meaning |\n|---|---|---|\n");
    for (Limit limit : limits) {
      String value = limit.unit().text(limit.defaultValue());
      appendRow(table, limit.limitName(), value, limit.meaning());
    }
    assertThat(Files.readString(PAGE)).contains(table);
  }

  private static void appendRow(StringBuilder table, String name, String value, String meaning) {
    table.append("| `").append(name).append("` | `").append(value).append("` | ");
    table.append(meaning.replace("|", "\\|")).append(" |\n");
  }
}
