package io.pitwall.storage.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.options.CatalogLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a record's reader makes of a writer's bytes, whole and damaged. */
class RecordRoundTripTest {
  private final Random random = SeededRandom.create("RecordRoundTripTest");
  private final RecordReader reader = new RecordReader();

  @Test
  void aRecordIsReadAsItWasWritten() throws UnknownFormatException {
    RandomTable table = new RandomTable(random, true, 3);
    for (int rows : new int[] {1, 2, 63, 64, 65, 1023, 1024, 1025, 3000}) {
      RandomTable.Made made = table.make(rows);
      List<CatalogChange> definitions = new ArrayList<>();
      List<RowRun> runs = new ArrayList<>();
      byte[] padded = new byte[made.payload().length + 20];
      System.arraycopy(made.payload(), 0, padded, 7, made.payload().length);
      reader.read(padded, 7, made.payload().length, definitions::add, id -> true, runs::add);
      assertThat(definitions).isEqualTo(made.written().definitions());
      assertThat(runs).hasSize(1);
      assertSame(runs.getFirst(), made.written().runs().getFirst());
    }
  }

  private static void assertSame(RowRun read, RowRun written) {
    int rows = written.rows();
    assertThat(read.tableId()).isEqualTo(written.tableId());
    assertThat(read.rows()).isEqualTo(rows);
    assertThat(Arrays.copyOf(read.times(), rows)).isEqualTo(Arrays.copyOf(written.times(), rows));
    assertThat(read.seriesIds()).isEqualTo(written.seriesIds());
    assertThat(Arrays.copyOf(read.rowSeries(), rows))
        .isEqualTo(Arrays.copyOf(written.rowSeries(), rows));
    assertThat(read.columns()).hasSameSizeAs(written.columns());
    for (int i = 0; i < read.columns().size(); i++) {
      RunColumn a = read.columns().get(i);
      RunColumn b = written.columns().get(i);
      assertThat(a.columnId()).isEqualTo(b.columnId());
      assertThat(a.type()).isEqualTo(b.type());
      assertThat(a.present() == null).isEqualTo(b.present() == null);
      for (int row = 0; row < rows; row++) {
        assertThat(value(a, row)).isEqualTo(value(b, row));
      }
    }
  }

  private static Object value(RunColumn column, int row) {
    long[] present = column.present();
    if (present != null && (present[row >>> 6] >>> row & 1) == 0) {
      return "null";
    }
    return switch (column.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> column.longs()[row];
      case DOUBLE -> Double.doubleToRawLongBits(column.doubles()[row]);
      case STRING -> {
        StringArena strings = column.strings();
        int code = column.codes()[row];
        yield Arrays.toString(
            Arrays.copyOfRange(strings.bytes(), strings.start(code), strings.end(code)));
      }
    };
  }

  @Test
  void aDamagedRecordIsRefusedAndNothingOfItIsApplied() {
    RandomTable table = new RandomTable(random, true, 3);
    for (int round = 0; round < 400; round++) {
      byte[] payload = table.make(1 + random.nextInt(round < 20 ? 1500 : 40)).payload();
      int length = payload.length;
      boolean isCut = random.nextBoolean();
      if (isCut) {
        length = random.nextInt(length);
      } else {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          payload[random.nextInt(random.nextBoolean() ? Math.min(60, length) : length)] ^=
              (byte) (1 << random.nextInt(8));
        }
      }
      AtomicInteger applied = new AtomicInteger();
      try {
        reader.read(
            payload,
            0,
            length,
            definition -> applied.incrementAndGet(),
            id -> true,
            run -> applied.incrementAndGet());
        assertThat(isCut).isFalse();
      } catch (CorruptDataException | UnknownFormatException expected) {
        assertThat(applied).hasValue(0);
      }
    }
  }

  @Test
  void rowsThatTheBytesCannotHoldAreRefusedBeforeTheyAreAllocated() {
    ByteSink out = new ByteSink(64);
    out.putByte(RecordWriter.VERSION);
    out.putVarInt(0);
    out.putVarInt(1);
    out.putVarInt(0); // table
    out.putVarInt(FormatLimits.RECORD_TABLE_ROWS);
    out.putVarInt(1);
    out.putVarInt(0); // series
    out.putVarInt(4); // times
    out.putVarInt(4);
    out.putVarInt(0);
    out.putBytes(new byte[8], 0, 8);
    assertThatThrownBy(
            () -> reader.read(out.array(), 0, out.size(), change -> {}, table -> true, run -> {}))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("in 4 bytes");
  }

  @Test
  void aColumnIsCheckedAndStoredInOneAndTheSameType() {
    Catalog catalog = new Catalog(RandomTable.PARTITION_NANOS);
    var definition = catalog.defineTable("db", "t", new ArrayList<>());
    catalog.defineColumn(
        definition,
        "v",
        io.pitwall.storage.column.ColumnKind.FIELD,
        ColumnType.LONG,
        new ArrayList<>());
    WriteBatch batch = new WriteBatch("db", new Catalog(1).publish(), WriteLimits.DEFAULT);
    TableBatch table = batch.table("t");
    table.column("v", ColumnType.DOUBLE).putDouble(0, 2.5);
    table.endRow(table.series(SeriesKey.NONE), 1, 1);
    batch.finish();
    // The log's thread learns between two looks that the column holds a long beyond 2^53.
    AtomicInteger looks = new AtomicInteger();
    PreparedBatch prepared =
        new BatchEncoder(CatalogLimits.defaults())
            .prepare(batch, catalog.publish(), (t, c) -> looks.incrementAndGet() == 1);
    PreparedColumn column = prepared.tables().getFirst().columns().getFirst();
    assertThat(column.type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(column.doubles()[0]).isEqualTo(2.5);
  }
}
