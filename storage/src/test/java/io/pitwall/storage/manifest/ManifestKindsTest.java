package io.pitwall.storage.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.catalog.CatalogChangeCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of kinds, and the two places that draw the bodies. */
class ManifestKindsTest {
  private static final Path PAGE = Path.of("../docs/formats/manifest-v1.md");
  private static final Path DRAWING =
      Path.of("src/main/java/io/pitwall/storage/manifest/package-info.java");

  @Test
  void noKindOfTheManifestIsACatalogChangeAndNoNumberIsGivenTwice() {
    assertThat(ManifestEditKind.values())
        .extracting(ManifestEditKind::code)
        .doesNotHaveDuplicates()
        .noneMatch(CatalogChangeCodec::isKnown);
  }

  @Test
  void thePageListsEveryKindAndNoOther() throws IOException {
    List<Integer> known =
        IntStream.range(0, 1000)
            .filter(
                code -> ManifestEditKind.ofCode(code) != null || CatalogChangeCodec.isKnown(code))
            .boxed()
            .toList();
    List<Integer> listed =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(line -> Integer.valueOf(line.split(" ", 3)[1]))
            .toList();
    assertThat(listed).as("kinds in %s", PAGE).isEqualTo(known);
  }

  @Test
  void thePageAndThePackageDocumentationNameEveryKindOfEdit() throws IOException {
    String page = Files.readString(PAGE);
    String drawing = Files.readString(DRAWING);
    for (ManifestEditKind kind : ManifestEditKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String row = "| " + kind.code() + " | " + name + " | ";
      String line = "(?s).*\n \\* +" + kind.code() + " " + name + "  .*";
      assertThat(page.contains(row)).as("%s has a row %s…", PAGE, row).isTrue();
      assertThat(drawing.matches(line)).as("%s draws '%s'", DRAWING, name).isTrue();
    }
  }
}
