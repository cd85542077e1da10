package io.pitwall.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.Frames;
import io.pitwall.storage.format.UnknownFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CatalogChangeCodecTest {
  private static final Path PAGE = Path.of("../docs/formats/manifest-v1.md");
  private static final Path DRAWING =
      Path.of("src/main/java/io/pitwall/storage/catalog/CatalogChangeCodec.java");

  private static final List<CatalogChange> ALL_KINDS =
      List.of(
          new CatalogChange.DatabaseAdded(3, "größe"),
          new CatalogChange.TableAdded(1 << 20, 3, "", Long.MAX_VALUE),
          new CatalogChange.ColumnAdded(1, 0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP),
          new CatalogChange.ColumnChanged(1, 200, ColumnKind.TAG, ColumnType.STRING),
          new CatalogChange.LongsBeyondExact(1, 7),
          new CatalogChange.SeriesAdded(
              1, 9, SeriesKey.of(List.of(SeriesKey.Tag.of("car", "44")))));

  private static byte[] bytes(List<CatalogChange> changes) {
    ByteSink sink = new ByteSink(64);
    CatalogChangeCodec.write(changes, sink);
    return Arrays.copyOf(sink.array(), sink.size());
  }

  @Test
  void everyKindOfChangeIsReadAsItWasWritten() throws UnknownFormatException {
    assertThat(CatalogChangeCodec.read("here", bytes(ALL_KINDS))).isEqualTo(ALL_KINDS);
  }

  @Test
  void theChangesOfThisTestAreOfEveryKind() {
    assertThat(ALL_KINDS)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(CatalogChange.class.getPermittedSubclasses());
  }

  @Test
  void thePageAndTheCodecsDocumentationNameEveryKind() throws IOException {
    String page = Files.readString(PAGE);
    String drawing = Files.readString(DRAWING);
    for (CatalogChangeKind kind : CatalogChangeKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String row = "| " + kind.code() + " | " + name + " | ";
      String line = "(?s).*\n \\* +" + kind.code() + " " + name + "  .*";
      assertThat(page.contains(row)).as("%s has a row %s…", PAGE, row).isTrue();
      assertThat(drawing.matches(line)).as("%s draws '%s'", DRAWING, name).isTrue();
    }
  }

  @Test
  void everyOtherKindIsUnknown() {
    List<Integer> known =
        Arrays.stream(CatalogChangeKind.values()).map(CatalogChangeKind::code).toList();
    assertThat(known).doesNotHaveDuplicates();
    for (int kind = 0; kind < 256; kind++) {
      if (known.contains(kind)) {
        continue;
      }
      ByteSink body = new ByteSink(8);
      body.putVarInt(5);
      ByteSink sink = new ByteSink(8);
      Frames.put(kind, body, sink);
      byte[] bytes = Arrays.copyOf(sink.array(), sink.size());
      assertThat(CatalogChangeCodec.isKnown(kind)).isFalse();
      assertThatThrownBy(() -> CatalogChangeCodec.read("a log record", bytes))
          .isInstanceOf(UnknownFormatException.class)
          .hasMessageContaining("a log record")
          .hasMessageContaining("a change of kind " + kind);
    }
  }

  @Test
  void aChangeThatIsLongerThanItsBodyIsRefused() {
    byte[] bytes = bytes(List.of(new CatalogChange.LongsBeyondExact(1, 7)));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[1]++;
    assertThatThrownBy(() -> CatalogChangeCodec.read("here", longer))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("too long");
  }
}
