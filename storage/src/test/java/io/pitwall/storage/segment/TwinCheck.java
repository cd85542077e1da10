package io.pitwall.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a segment answers with the rows it was made of. */
final class TwinCheck {
  private final Twin twin;
  private final ColumnVector vector = new ColumnVector();

  TwinCheck(Twin twin) {
    this.twin = twin;
  }

  void checkAll(SegmentFile segment) throws IOException {
    BlockReader reader = segment.reader();
    assertThat(segment.rows()).isEqualTo(twin.rows);
    assertThat(segment.blockCount()).isEqualTo(twin.blockRows.length);
    for (Twin.Column column : twin.columns) {
      checkColumn(segment, reader, column, column.schema());
      if (column.schema().type() == ColumnType.LONG && allExactAsDoubles(column)) {
        checkColumn(segment, reader, column, Twin.schema(column.schema().id(), ColumnType.DOUBLE));
      }
    }
  }

  /** Only such a column is ever widened. */
  private static boolean allExactAsDoubles(Twin.Column column) {
    return Arrays.stream(column.values())
        .filter(Objects::nonNull)
        .allMatch(v -> Math.abs((double) (Long) v) <= 0x1p53);
  }

  void checkColumn(SegmentFile segment, BlockReader reader, Twin.Column column, ColumnSchema schema)
      throws IOException {
    int from = 0;
    for (int block = 0; block < twin.blockRows.length; block++) {
      int count = twin.blockRows[block];
      checkBlock(reader, column, schema, block, from, count);
      BlockSummaries summaries = segment.summaries(schema);
      if (summaries != null) {
        checkSummary(
            summaries,
            block,
            schema,
            values(column, schema, from, count),
            dictionary(segment, schema));
      }
      from += count;
    }
    boolean any = Arrays.stream(column.values()).anyMatch(Objects::nonNull);
    assertThat(segment.hasColumn(schema)).isEqualTo(any);
    BlockSummaries totals = segment.totals(schema);
    assertThat(totals != null).isEqualTo(any);
    if (totals != null) {
      checkSummary(
          totals, 0, schema, values(column, schema, 0, twin.rows), dictionary(segment, schema));
    }
  }

  private static @Nullable Dictionary dictionary(SegmentFile segment, ColumnSchema schema)
      throws IOException {
    return schema.type() == ColumnType.STRING ? segment.dictionary(schema) : null;
  }

  void checkBlock(
      BlockReader reader, Twin.Column column, ColumnSchema schema, int block, int from, int count)
      throws IOException {
    reader.read(schema, block, vector);
    assertThat(vector.type()).isEqualTo(schema.type());
    assertThat(vector.rows()).isEqualTo(count);
    if (vector.isConstant() && vector.hasNulls()) {
      assertThat(Arrays.copyOfRange(column.values(), from, from + count)).containsOnlyNulls();
      return;
    }
    vector.flatten();
    for (int i = 0; i < count; i++) {
      Object expected = column.values()[from + i];
      if (expected == null) {
        assertThat(vector.isNull(i)).isTrue();
        continue;
      }
      assertThat(vector.isNull(i)).isFalse();
      switch (schema.type()) {
        case TIMESTAMP, LONG, BOOLEAN -> assertThat(vector.longs()[i]).isEqualTo(expected);
        case DOUBLE ->
            assertThat(Double.doubleToRawLongBits(vector.doubles()[i]))
                .isEqualTo(Double.doubleToRawLongBits(asDouble(expected)));
        case STRING ->
            assertThat(vector.dictionary().string(vector.codes()[i])).isEqualTo(expected);
      }
    }
  }

  private static double asDouble(Object value) {
    return value instanceof Long exact ? (double) exact : (Double) value;
  }

  private static List<Object> values(Twin.Column column, ColumnSchema schema, int from, int count) {
    return Arrays.stream(column.values(), from, from + count)
        .filter(Objects::nonNull)
        .map(v -> schema.type() == ColumnType.DOUBLE ? (Object) asDouble(v) : v)
        .toList();
  }

  private static void checkSummary(
      BlockSummaries summaries,
      int block,
      ColumnSchema schema,
      List<Object> values,
      @Nullable Dictionary dictionary) {
    assertThat(summaries.nonNulls(block)).isEqualTo(values.size());
    if (values.isEmpty()) {
      return;
    }
    switch (schema.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> checkLongs((LongSummaries) summaries, block, schema, values);
      case DOUBLE -> checkDoubles((DoubleSummaries) summaries, block, values);
      case STRING -> checkStrings((CodeSummaries) summaries, block, values, dictionary);
    }
  }

  private static void checkLongs(
      LongSummaries summaries, int block, ColumnSchema schema, List<Object> values) {
    long[] longs = values.stream().mapToLong(v -> (Long) v).toArray();
    assertThat(summaries.min(block)).isEqualTo(Arrays.stream(longs).min().orElseThrow());
    assertThat(summaries.max(block)).isEqualTo(Arrays.stream(longs).max().orElseThrow());
    if (schema.type() != ColumnType.TIMESTAMP) {
      BigInteger sum =
          Arrays.stream(longs)
              .mapToObj(BigInteger::valueOf)
              .reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(summaries.sumLow(block)).isEqualTo(sum.longValue());
      assertThat(summaries.sumHigh(block)).isEqualTo(sum.shiftRight(64).longValue());
    }
  }

  private static void checkDoubles(DoubleSummaries summaries, int block, List<Object> values) {
    double[] numbers =
        values.stream().mapToDouble(v -> (Double) v).filter(v -> !Double.isNaN(v)).toArray();
    assertThat(summaries.nans(block)).isEqualTo(values.size() - numbers.length);
    if (numbers.length == 0) {
      return;
    }
    assertThat(summaries.min(block)).isEqualTo(Arrays.stream(numbers).min().orElseThrow());
    assertThat(summaries.max(block)).isEqualTo(Arrays.stream(numbers).max().orElseThrow());
    if (Arrays.stream(numbers).anyMatch(Double::isInfinite)) {
      assertThat(summaries.sum(block)).isInfinite();
      return;
    }
    BigDecimal exact =
        Arrays.stream(numbers).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal magnitude =
        Arrays.stream(numbers)
            .mapToObj(v -> new BigDecimal(v).abs())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal error =
        new BigDecimal(summaries.sum(block))
            .add(new BigDecimal(summaries.sumCompensation(block)))
            .subtract(exact)
            .abs();
    assertThat(error).isLessThanOrEqualTo(magnitude.multiply(new BigDecimal("1e-25")));
  }

  private static void checkStrings(
      CodeSummaries summaries, int block, List<Object> values, @Nullable Dictionary dictionary) {
    if (dictionary == null) {
      assertThat(summaries.min(block)).isEqualTo(-1);
      assertThat(summaries.max(block)).isEqualTo(-1);
      return;
    }
    List<byte[]> sorted =
        values.stream()
            .map(v -> ((String) v).getBytes(StandardCharsets.UTF_8))
            .sorted(Arrays::compareUnsigned)
            .toList();
    assertThat(dictionary.utf8(summaries.min(block))).isEqualTo(sorted.get(0));
    assertThat(dictionary.utf8(summaries.max(block))).isEqualTo(sorted.get(sorted.size() - 1));
  }
}
