package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.ColumnSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table's rows as plain objects, and how they are written to a segment file. */
final class Twin {
  static final int TABLE = 7;

  /** A column's values by row: Long, Double, Boolean as Long, String, or null. */
  record Column(ColumnSchema schema, boolean text, @Nullable Object[] values) {}

  final int[] blockRows;
  final int rows;
  final List<Column> columns;

  Twin(int[] blockRows, List<Column> columns) {
    this.blockRows = blockRows;
    this.rows = Arrays.stream(blockRows).sum();
    this.columns = columns;
  }

  static ColumnSchema schema(int id, ColumnType type) {
    return new ColumnSchema(id, "c" + id, id == 0 ? ColumnKind.TIME : ColumnKind.FIELD, type);
  }

  /** All types and storages, each with few, many and no nulls, and values from the edges. */
  static Twin random(Random random, int[] blockRows) {
    int rows = Arrays.stream(blockRows).sum();
    return new Twin(
        blockRows, IntStream.range(0, 16).mapToObj(id -> column(random, id, rows)).toList());
  }

  private static Column column(Random random, int id, int rows) {
    ColumnType type =
        switch (id) {
          case 0 -> ColumnType.TIMESTAMP;
          case 1, 2, 3 -> ColumnType.LONG;
          case 4, 5, 6, 7 -> ColumnType.DOUBLE;
          case 8, 9 -> ColumnType.BOOLEAN;
          default -> ColumnType.STRING;
        };
    boolean text = id >= 14;
    double nullShare = id == 0 ? 0 : new double[] {0, 0.02, 0.5, 0.97, 1}[random.nextInt(5)];
    @Nullable Object[] values = new @Nullable Object[rows];
    long time = random.nextLong() >> 8;
    boolean runs = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      time += random.nextInt(1_000_000);
      if (nullShare > 0 && random.nextDouble() < nullShare) {
        continue;
      }
      Object before = row > 0 ? values[row - 1] : null;
      values[row] =
          id == 0
              ? (Object) time
              : runs && before != null && row % 700 != 0 ? before : value(random, id, type);
    }
    return new Column(schema(id, type), text, values);
  }

  private static Object value(Random random, int id, ColumnType type) {
    return switch (type) {
      case TIMESTAMP, LONG ->
          switch (random.nextInt(id == 2 ? 12 : 4)) {
            case 8 -> Long.MIN_VALUE;
            case 9 -> Long.MAX_VALUE;
            case 10 -> random.nextLong();
            case 3 -> id == 3 ? (1L << 53) - random.nextInt(2) : random.nextInt(400);
            default -> (long) random.nextInt(400);
          };
      case DOUBLE ->
          switch (random.nextInt(id == 5 ? 14 : id == 6 ? 8 : 4)) {
            case 6 -> Double.NaN;
            case 7 -> -0.0;
            case 8 -> Double.POSITIVE_INFINITY;
            case 9 -> Double.longBitsToDouble(0x7ff8000000000123L);
            case 10 -> Double.MIN_VALUE;
            case 11 -> random.nextGaussian() * 1e12;
            default -> Math.round(random.nextDouble() * 10_000) / 100.0;
          };
      case BOOLEAN -> random.nextLong() & 1;
      case STRING ->
          switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "größer \uD83C\uDFC1";
            case 2 -> id >= 14 ? "note " + random.nextInt() : "z" + random.nextInt(50);
            default -> "car " + random.nextInt(40);
          };
    };
  }

  SegmentInfo write(io.pitwall.storage.runtime.FileSystem fs, String path, long fileId)
      throws java.io.IOException {
    try (SegmentWriter writer = SegmentWriter.create(fs, path, fileId, TABLE, blockRows)) {
      writer.addSeries(3, 0, rows, 11, 12);
      writer.clusteringKey(List.of(10, 3));
      for (int i = columns.size() - 1; i >= 0; i--) {
        write(writer, columns.get(i));
      }
      return writer.finish(100, 200);
    }
  }

  private void write(SegmentWriter writer, Column column) {
    int id = column.schema.id();
    ColumnKind kind = column.schema.kind();
    TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
    if (column.schema.type() == ColumnType.STRING && !column.text) {
      Arrays.stream(column.values).filter(v -> v != null).forEach(v -> distinct.add(utf8(v)));
      byte[] arena = concat(distinct);
      int[] ends = new int[distinct.size()];
      int end = 0;
      int code = 0;
      for (byte[] each : distinct) {
        end += each.length;
        ends[code++] = end;
      }
      writer.beginStringColumn(id, kind, arena, ends, ends.length);
    } else if (column.text) {
      writer.beginTextColumn(id, kind);
    } else {
      writer.beginColumn(id, column.schema.type(), kind);
    }
    List<byte[]> dictionary = List.copyOf(distinct);
    int from = 0;
    for (int count : blockRows) {
      writeBlock(writer, column, dictionary, from, count);
      from += count;
    }
    writer.endColumn();
  }

  private static byte[] utf8(Object value) {
    return ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(Iterable<byte[]> parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static void writeBlock(
      SegmentWriter writer, Column column, List<byte[]> dictionary, int from, int count) {
    long[] present = new long[16];
    boolean nulls = false;
    for (int i = 0; i < count; i++) {
      if (column.values[from + i] == null) {
        nulls = true;
      } else {
        present[i >>> 6] |= 1L << i;
      }
    }
    present[(count - 1) >>> 6] |= count % 64 == 0 ? 0 : -1L << count; // means nothing
    long @Nullable [] mask = nulls ? present : null;
    switch (column.schema.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
          values[i] = column.values[from + i] instanceof Long v ? v : 999_999;
        }
        writer.longBlock(values, count, mask);
      }
      case DOUBLE -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = column.values[from + i] instanceof Double v ? v : Double.NaN;
        }
        writer.doubleBlock(values, count, mask);
      }
      case STRING -> {
        if (column.text) {
          java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
          int[] ends = new int[count];
          for (int i = 0; i < count; i++) {
            Object value = column.values[from + i];
            if (value != null) {
              all.writeBytes(utf8(value));
            }
            ends[i] = all.size();
          }
          writer.textBlock(all.toByteArray(), ends, count, mask);
        } else {
          int[] codes = new int[count];
          for (int i = 0; i < count; i++) {
            Object value = column.values[from + i];
            codes[i] = -5;
            if (value != null) {
              codes[i] =
                  java.util.Collections.binarySearch(
                      dictionary, utf8(value), Arrays::compareUnsigned);
            }
          }
          writer.codeBlock(codes, count, mask);
        }
      }
    }
  }
}
