package io.pitwall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of packages in docs/architecture.md are those of the code. */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z.]+)` \\| (API|) ?\\| .+ \\|$");

  @Test
  void thePageListsThePackagesOfTheCode() throws IOException {
    TreeSet<String> packages = new TreeSet<>();
    for (JavaClass type : ModuleBordersTest.PITWALL) {
      packages.add(type.getPackageName());
    }
    assertThat(listed("")).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void thePageMarksThePackagesOfTheApi() throws IOException {
    TreeSet<String> api = new TreeSet<>(PackageBordersTest.STORAGE_API);
    api.addAll(PackageBordersTest.QUERY_API);
    assertThat(listed("API")).containsExactlyInAnyOrderElementsOf(api);
  }

  /** Packages with this mark; all of them for an empty mark. */
  private static Set<String> listed(String mark) throws IOException {
    Matcher rows = ROW.matcher(Files.readString(PAGE));
    return rows.results()
        .filter((MatchResult row) -> row.group(2).startsWith(mark))
        .map(row -> "io.pitwall." + row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
