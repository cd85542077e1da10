package io.pitwall.query.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/sql.md} to the function table. */
class FunctionDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "sql.md");
  private static final String BEGIN =
      "<!-- functions: begin (written by FunctionDocumentationTest) -->\n";
  private static final String END = "<!-- functions: end -->\n";
  private static final String REGENERATE =
      "mvn -q -Dquick -pl query -am test -Dtest=FunctionDocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpitwall.docs.write=true";

  @Test
  void thePageHasTheFunctionsOfTheTable() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(from).as("marker in %s", PAGE).isGreaterThanOrEqualTo(BEGIN.length());
    assertThat(to).as("marker in %s", PAGE).isGreaterThanOrEqualTo(from);
    String wanted = "\n" + FunctionDocumentation.markdown();
    if (Boolean.getBoolean("pitwall.docs.write")) {
      Files.writeString(PAGE, page.substring(0, from) + wanted + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .withFailMessage(
            "the functions in %s are not those of the table; write them anew with%n%n  %s%n%nand"
                + " look at the difference",
            PAGE, REGENERATE)
        .isEqualTo(wanted);
  }
}
