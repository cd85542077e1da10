package io.pitwall.benchmarks;

import io.pitwall.client.encode.RowEncoder;
import io.pitwall.client.race.RaceGenerator;
import io.pitwall.client.race.RaceTable;
import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the race's engine table for the benchmarks of the parsers. */
final class RaceBodies {
  /** Rows of each body. */
  static final int ROWS = 10_000;

  static final IngestContext CONTEXT =
      new IngestContext(
          "default",
          TimePrecision.NANOSECONDS,
          0,
          new NoTables(),
          WriteLimits.DEFAULT,
          IngestLimits.DEFAULT);

  private RaceBodies() {}

  /** One body followed by its padding. */
  static byte[] padded(RowEncoder encoder) {
    long[] times = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      times[i] = 1_700_000_000_000_000_000L + i * 1_000L;
    }
    byte[] body = encoder.encode(new RaceGenerator(1, 40).read(RaceTable.ENGINE, times)).bytes();
    return Arrays.copyOf(body, body.length + BodyParser.PADDING);
  }

  /** A catalog that knows nothing. */
  private record NoTables() implements CatalogView {
    @Override
    public long version() {
      return 0;
    }

    @Override
    public List<String> databases() {
      return List.of();
    }

    @Override
    public List<TableSchema> tables(String database) {
      return List.of();
    }

    @Override
    public @Nullable TableSchema find(String database, String table) {
      return null;
    }
  }
}
