package io.pitwall.query.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.read.CodeSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  /** A block of the values 3, 5 and 5. */
  private record ThreeLongs(long min, long max) implements LongSummaries {
    @Override
    public int nonNulls(int block) {
      return 3;
    }

    @Override
    public long min(int block) {
      return min;
    }

    @Override
    public long max(int block) {
      return max;
    }

    @Override
    public long sumHigh(int block) {
      return 0;
    }

    @Override
    public long sumLow(int block) {
      return 13;
    }
  }

  /** A block of the values 1.5, 2.5 and some NaNs. */
  private record TwoDoublesAndNans(int nans) implements DoubleSummaries {
    @Override
    public int nonNulls(int block) {
      return 2 + nans;
    }

    @Override
    public double min(int block) {
      return 1.5;
    }

    @Override
    public double max(int block) {
      return 2.5;
    }

    @Override
    public double sum(int block) {
      return 4;
    }

    @Override
    public double sumCompensation(int block) {
      return 0;
    }

    @Override
    public int nans(int block) {
      return nans;
    }
  }

  /** A block of two strings. */
  private record TwoCodes(int min, int max) implements CodeSummaries {
    @Override
    public int nonNulls(int block) {
      return 2;
    }

    @Override
    public int min(int block) {
      return min;
    }

    @Override
    public int max(int block) {
      return max;
    }
  }

  private static final ColumnSummary LONGS = new ColumnSummary(new ThreeLongs(3, 5), null);

  private final GroupSlots slots = new GroupSlots();
  private final ColumnVector result = new ColumnVector();

  private void update(AggregateState state, ColumnSummary summary) {
    slots.ensureCapacity(1);
    assertThat(SummaryTable.answers(state, summary, 0)).isTrue();
    SummaryTable.update(state, 0, summary, 0);
  }

  @Test
  void countsSumsAndExtremesOfLongsAreKnown() throws QueryException {
    CountState count = new CountState(slots);
    SumState sum = SumState.of(ColumnType.LONG, slots);
    ChoiceState greatest = ChoiceState.greatest(ColumnType.LONG, slots);
    update(count, LONGS);
    update(sum, LONGS);
    update(greatest, LONGS);
    count.emit(0, 1, result);
    assertThat(result.longs()[0]).isEqualTo(3);
    sum.emitSums(0, 1, result);
    assertThat(result.longs()[0]).isEqualTo(13);
    greatest.emit(0, 1, result);
    assertThat(result.longs()[0]).isEqualTo(5);
  }

  @Test
  void aNanMakesSumsAndMaximaNanButNotMinima() throws QueryException {
    ColumnSummary summary = new ColumnSummary(new TwoDoublesAndNans(1), null);
    SumState sum = SumState.of(ColumnType.DOUBLE, slots);
    ChoiceState least = ChoiceState.least(ColumnType.DOUBLE, slots);
    ChoiceState greatest = ChoiceState.greatest(ColumnType.DOUBLE, slots);
    update(sum, summary);
    update(least, summary);
    update(greatest, summary);
    sum.emitSums(0, 1, result);
    assertThat(result.doubles()[0]).isNaN();
    least.emit(0, 1, result);
    assertThat(result.doubles()[0]).isEqualTo(1.5);
    greatest.emit(0, 1, result);
    assertThat(result.doubles()[0]).isNaN();
  }

  @Test
  void extremesOfStringsNeedADictionaryAndACode() {
    GrowingDictionary strings = new GrowingDictionary();
    byte[] text = "Penske".getBytes(StandardCharsets.UTF_8);
    int code = strings.code(text, 0, text.length);
    ChoiceState least = ChoiceState.least(ColumnType.STRING, slots);
    assertThat(SummaryTable.answers(least, new ColumnSummary(new TwoCodes(code, 1), null), 0))
        .isFalse();
    assertThat(SummaryTable.answers(least, new ColumnSummary(new TwoCodes(-1, 1), strings), 0))
        .isFalse();
    update(least, new ColumnSummary(new TwoCodes(code, 1), strings));
    least.emit(0, 1, result);
    assertThat(result.dictionary().string(result.codes()[0])).isEqualTo("Penske");
  }

  @Test
  void distinctCountsKnowABlockOfOneValueOnly() {
    CountState count = new CountState(slots);
    DistinctState distinct = new DistinctState(count, ColumnType.LONG);
    assertThat(SummaryTable.answers(distinct, LONGS, 0)).isFalse();
    update(distinct, new ColumnSummary(new ThreeLongs(4, 4), null));
    update(distinct, new ColumnSummary(new ThreeLongs(4, 4), null));
    count.emit(0, 1, result);
    assertThat(result.longs()[0]).isEqualTo(1);
  }

  @Test
  void aDistinctSumAndAValueAtAnExtremeAreNeverKnown() throws QueryException {
    ColumnSummary one = new ColumnSummary(new ThreeLongs(4, 4), null);
    SumState sum = SumState.of(ColumnType.LONG, slots);
    assertThat(SummaryTable.answers(new DistinctState(sum, ColumnType.LONG), one, 0)).isFalse();
    assertThat(SummaryTable.answers(ChoiceState.atLeast(ColumnType.LONG, slots), one, 0)).isFalse();
  }
}
