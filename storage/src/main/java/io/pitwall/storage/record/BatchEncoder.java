package io.pitwall.storage.record;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.TypeRule;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.encoding.BlockEncoder;
import io.pitwall.storage.encoding.Effort;
import io.pitwall.storage.encoding.EncodingHint;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a parsed batch into encoded sections on the thread that parsed it, so that the log's thread
 * has only ids to give and bytes to copy. Holds scratch memory; one per thread.
 */
public final class BatchEncoder {
  /** Whether a table's column of longs may become one of doubles. */
  @FunctionalInterface
  public interface Widening {
    boolean isAllowed(int tableId, int columnId);
  }

  /** Tables to keep hints of; with more, they are learnt anew now and then. */
  private static final int MAX_HINTED_TABLES = 1024;

  /** Most bytes to reserve because the batch before took them. */
  private static final int MAX_EXPECTED_BYTES = 16 << 20;

  private static final int[] NO_CODES = new int[0];
  private static final long[] NO_LONGS = new long[0];
  private static final double[] NO_DOUBLES = new double[0];

  private final BlockEncoder encoder = new BlockEncoder(Effort.FAST);
  private final ByteSink scratch = new ByteSink(16 * 1024);

  /** By table and column; what is learnt of a column serves the next batch. */
  private final Map<String, Map<String, EncodingHint>> hints = new HashMap<>();

  private final CatalogLimits limits;
  private int lastSectionsBytes = 64 * 1024;

  /**
   * @param limits how many names the store may have
   */
  public BatchEncoder(CatalogLimits limits) {
    this.limits = limits;
  }

  /**
   * Checks the batch against the catalog and encodes what can be stored.
   *
   * @param batch finished
   * @param catalog the names as they are known to the calling thread
   */
  public PreparedBatch prepare(WriteBatch batch, CatalogState catalog, Widening widening) {
    ByteSink sections = new ByteSink(lastSectionsBytes + lastSectionsBytes / 8);
    List<PreparedTable> tables = new ArrayList<>(batch.tables().size());
    List<Refusal> refusals = new ArrayList<>();
    NewNames names = new NewNames(catalog, limits, batch.database());
    for (TableBatch table : batch.tables()) {
      if (table.rows() == 0) {
        continue;
      }
      TableSchema known = catalog.find(batch.database(), table.name());
      ColumnType[] targets = targetTypes(table, known, widening);
      RowRefusals refused = new RowRefusals(table, refusals);
      refuseSeries(table, known, refused);
      refuseValues(table, targets, refused);
      names.admit(table, known, refused);
      RowFilter kept = refused.filter();
      if (kept.rows() > 0) {
        tables.add(encode(table, targets, kept, sections));
      }
    }
    lastSectionsBytes = Math.clamp(sections.size(), 1024, MAX_EXPECTED_BYTES);
    return new PreparedBatch(batch, tables, sections, refusals);
  }

  /**
   * The types to store the batch's columns in. Asked for once: the log's thread may learn at any
   * moment that a column can't be widened, and rows are checked against the type they are stored
   * in.
   */
  private static ColumnType[] targetTypes(
      TableBatch table, @Nullable TableSchema known, Widening widening) {
    ColumnType[] targets = new ColumnType[table.columns().size()];
    for (int i = 0; i < targets.length; i++) {
      BatchColumn column = table.columns().get(i);
      @Nullable ColumnSchema there = known == null ? null : known.find(column.name());
      boolean widenable =
          known != null && there != null && widening.isAllowed(known.tableId(), there.id());
      targets[i] = ColumnFitter.targetType(column, table.rows(), there, widenable);
    }
    return targets;
  }

  /** Refuses the rows with a value that can't be stored in its column's type. */
  private static void refuseValues(TableBatch table, ColumnType[] targets, RowRefusals refused) {
    for (int i = 0; i < targets.length; i++) {
      BatchColumn column = table.columns().get(i);
      ColumnType target = targets[i];
      if (target == column.type()) {
        continue;
      }
      for (int row = 0; row < table.rows(); row++) {
        String reason = ColumnFitter.refusal(column, row, target);
        if (reason != null) {
          refused.add(row, reason);
        }
      }
    }
  }

  /** A tag's name may be that of a column that holds no strings, here or in the table. */
  private static void refuseSeries(
      TableBatch table, @Nullable TableSchema known, RowRefusals refused) {
    @Nullable String[] reasons = new String[table.seriesKeys().size()];
    boolean any = false;
    SeriesKey allowed = SeriesKey.NONE;
    for (int code = 0; code < reasons.length; code++) {
      SeriesKey key = table.seriesKeys().get(code);
      reasons[code] = seriesRefusal(table, known, key, allowed);
      any |= reasons[code] != null;
      allowed = reasons[code] == null ? key : allowed;
    }
    for (int row = 0; any && row < table.rows(); row++) {
      String reason = reasons[table.rowSeries()[row]];
      if (reason != null) {
        refused.add(row, reason);
      }
    }
  }

  private static @Nullable String seriesRefusal(
      TableBatch table, @Nullable TableSchema known, SeriesKey key, SeriesKey allowed) {
    for (int i = 0; i < key.size(); i++) {
      if (key.hasNameOf(allowed, i)) {
        continue;
      }
      String name = key.tag(i).nameString();
      @Nullable ColumnSchema there = known == null ? null : known.find(name);
      @Nullable BatchColumn field = table.find(name);
      ColumnType type = ColumnType.STRING;
      if (there != null) {
        type = there.type();
      } else if (field != null) {
        type = field.type();
      }
      if (type != ColumnType.STRING) {
        return "the tag "
            + name
            + " has the name of a column that holds "
            + TypeRule.describe(type)
            + "; send it under another name";
      }
    }
    return null;
  }

  private PreparedTable encode(
      TableBatch table, ColumnType[] targets, RowFilter kept, ByteSink sections) {
    int rows = kept.rows();
    long[] times = kept.longs(table.times());
    UsedSeries series = UsedSeries.of(table.seriesKeys(), kept.ints(table.rowSeries()), rows);
    int[] rowSeries = series.rowSeries();
    int start = sections.size();
    encodeLongs(times, rows, null, sections);
    int timesEnd = sections.size();
    encodeCodes(rowSeries, rows, null, sections);
    int seriesEnd = sections.size();
    List<PreparedColumn> columns = new ArrayList<>(table.columns().size());
    if (hints.size() > MAX_HINTED_TABLES) {
      hints.clear();
    }
    Map<String, EncodingHint> tableHints =
        hints.computeIfAbsent(table.name(), name -> new HashMap<>());
    for (int i = 0; i < targets.length; i++) {
      BatchColumn column = table.columns().get(i);
      PreparedColumn prepared =
          encodeColumn(
              column,
              targets[i],
              table.rows(),
              kept,
              tableHints.computeIfAbsent(column.name(), name -> new EncodingHint()),
              sections);
      if (prepared != null) {
        columns.add(prepared);
      }
    }
    return new PreparedTable(
        table.name(),
        rows,
        times,
        rowSeries,
        series.keys(),
        columns,
        timesEnd - start,
        seriesEnd - timesEnd);
  }

  /** Null if no row is left that has a value. */
  private @Nullable PreparedColumn encodeColumn(
      BatchColumn column,
      ColumnType target,
      int allRows,
      RowFilter kept,
      EncodingHint hint,
      ByteSink sections) {
    int rows = kept.rows();
    long[] present = Presence.trim(kept.bits(column.present()), rows);
    if (present != null && Presence.count(present, rows) == 0) {
      return null;
    }
    long[] longs = NO_LONGS;
    double[] doubles = NO_DOUBLES;
    int[] codes = NO_CODES;
    StringArena strings = StringArena.EMPTY;
    boolean beyondExact = false;
    int start = sections.size();
    int stringsEnd = start;
    switch (target) {
      case LONG, BOOLEAN, TIMESTAMP -> {
        long[] values =
            column.type() == ColumnType.DOUBLE
                ? ColumnFitter.toLongs(column.doubles(), allRows)
                : column.longs();
        longs = kept.longs(values);
        if (present != null) {
          Presence.fillNulls(longs, rows, present, 0, longs);
        }
        beyondExact =
            target == ColumnType.LONG && ColumnFitter.hasBeyondExact(longs, rows, present);
        encodeLongs(longs, rows, present, sections);
      }
      case DOUBLE -> {
        double[] values =
            column.type() == ColumnType.LONG
                ? ColumnFitter.toDoubles(column.longs(), allRows)
                : column.doubles();
        doubles = kept.doubles(values);
        if (present != null) {
          Presence.fillNulls(doubles, rows, present, 0, doubles);
        }
        encodeDoubles(doubles, rows, present, hint, sections);
      }
      case STRING -> {
        GrowingDictionary dictionary = column.dictionary();
        strings = new StringArena(dictionary.arena(), dictionary.ends(), dictionary.size());
        codes = kept.ints(column.codes());
        if (present != null) {
          Presence.fillNulls(codes, rows, present, 0, codes);
        }
        encodeStrings(strings, sections);
        stringsEnd = sections.size();
        encodeCodes(codes, rows, present, sections);
      }
    }
    return new PreparedColumn(
        column.name(),
        target,
        longs,
        doubles,
        codes,
        strings,
        present,
        beyondExact,
        stringsEnd - start,
        sections.size() - stringsEnd);
  }

  private void encodeLongs(long[] values, int rows, long @Nullable [] present, ByteSink sections) {
    for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
      encodePresence(present, from, count, sections);
      scratch.clear();
      encoder.encodeLongs(values, from, count, scratch);
      putScratch(sections);
    }
  }

  private void encodeDoubles(
      double[] values, int rows, long @Nullable [] present, EncodingHint hint, ByteSink sections) {
    for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
      encodePresence(present, from, count, sections);
      scratch.clear();
      encoder.encodeDoubles(values, from, count, scratch, hint);
      putScratch(sections);
    }
  }

  private void encodeCodes(int[] values, int rows, long @Nullable [] present, ByteSink sections) {
    for (int from = 0; from < rows; from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, rows - from);
      encodePresence(present, from, count, sections);
      scratch.clear();
      encoder.encodeCodes(values, from, count, scratch);
      putScratch(sections);
    }
  }

  private void encodeStrings(StringArena strings, ByteSink sections) {
    for (int from = 0; from < strings.size(); from += FormatLimits.BLOCK_ROWS) {
      int count = Math.min(FormatLimits.BLOCK_ROWS, strings.size() - from);
      scratch.clear();
      encoder.encodeText(strings.bytes(), strings.ends(), from, count, scratch);
      putScratch(sections);
    }
  }

  private void encodePresence(long @Nullable [] present, int from, int count, ByteSink sections) {
    if (present != null) {
      scratch.clear();
      encoder.encodePresence(present, from, count, scratch);
      putScratch(sections);
    }
  }

  private void putScratch(ByteSink sections) {
    sections.putVarInt(scratch.size());
    sections.putBytes(scratch.array(), 0, scratch.size());
  }
}
