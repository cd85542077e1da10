package io.pitwall.storage.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.catalog.CatalogChange.ColumnAdded;
import io.pitwall.storage.catalog.CatalogChange.ColumnChanged;
import io.pitwall.storage.catalog.CatalogChange.DatabaseAdded;
import io.pitwall.storage.catalog.CatalogChange.LongsBeyondExact;
import io.pitwall.storage.catalog.CatalogChange.SeriesAdded;
import io.pitwall.storage.catalog.CatalogChange.TableAdded;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.manifest.ManifestEdit.Defined;
import io.pitwall.storage.manifest.ManifestEdit.EpochRaised;
import io.pitwall.storage.manifest.ManifestEdit.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestEdit.Sealed;
import io.pitwall.storage.manifest.ManifestEdit.SegmentAdded;
import io.pitwall.storage.manifest.ManifestEdit.SegmentDropped;
import io.pitwall.storage.manifest.ManifestEdit.SourceReleased;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A manifest as version 1 wrote it stays readable, with every kind of change in it. */
class ManifestFixtureTest {
  private static final String NAME = "manifest-0000000000000001";
  private static final SeriesKey KEY =
      SeriesKey.of(List.of(SeriesKey.Tag.of("car", "44"), SeriesKey.Tag.of("driver", "Müller")));
  private static final ManifestEdit SEGMENT =
      new SegmentAdded(new SegmentInfo(300, 2, 1_000_000, -5, 99, 1000, 2000, 12_000_000));

  /** Writes the fixture into a folder: for a new version of the format, never for an old one. */
  static void main(String[] arguments) throws IOException {
    try (Manifest manifest = Manifest.open(OsFileSystem.open(Path.of(arguments[0])), "manifest")) {
      manifest.commit(
          List.of(
              new EpochRaised(3),
              new FileIdsReserved(512),
              new Defined(new DatabaseAdded(0, "default")),
              new Defined(new TableAdded(2, 0, "engine_telemetry", 3_600_000_000_000L)),
              new Defined(new ColumnAdded(2, 0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP)),
              new Defined(new ColumnAdded(2, 1, "rpm", ColumnKind.FIELD, ColumnType.LONG)),
              new Defined(new SeriesAdded(2, 0, SeriesKey.NONE)),
              new Defined(new SeriesAdded(2, 1, KEY))));
      manifest.commit(
          List.of(
              new SegmentAdded(new SegmentInfo(299, 2, 5, 1, 2, 3, 4, 5)),
              SEGMENT,
              new Sealed(2, 0, 2000),
              new SourceReleased(0, 1500)));
      manifest.commit(
          List.of(
              new Defined(new LongsBeyondExact(2, 1)),
              new Defined(new ColumnChanged(2, 1, ColumnKind.FIELD, ColumnType.DOUBLE)),
              new SegmentDropped(299)));
    }
  }

  @Test
  void theManifestOfVersion1ReadsAsTheChangesItWasMadeOf() throws IOException {
    SimulatedFileSystem fs = new SimulatedFileSystem(new Chance(1));
    fs.createDirectories("manifest");
    try (InputStream in = ManifestFixtureTest.class.getResourceAsStream("/fixtures/" + NAME)) {
      assertThat(in).isNotNull();
      fs.put("manifest/" + NAME, in.readAllBytes());
    }
    try (Manifest manifest = Manifest.open(fs, "manifest")) {
      assertThat(manifest.liveEdits())
          .containsExactly(
              new EpochRaised(3),
              new FileIdsReserved(512),
              new SourceReleased(0, 1500),
              new Defined(new DatabaseAdded(0, "default")),
              new Defined(new TableAdded(2, 0, "engine_telemetry", 3_600_000_000_000L)),
              new Defined(new ColumnAdded(2, 0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP)),
              new Defined(new ColumnAdded(2, 1, "rpm", ColumnKind.FIELD, ColumnType.DOUBLE)),
              new Defined(new LongsBeyondExact(2, 1)),
              new Defined(new SeriesAdded(2, 0, SeriesKey.NONE)),
              new Defined(new SeriesAdded(2, 1, KEY)),
              SEGMENT,
              new Sealed(2, 0, 2000));
    }
  }
}
