package io.pitwall.query.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A state says the same whether rows come one group per row, in runs, or by merging. */
class AggregateStateTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final int GROUPS = 5;
  private static final int ROWS = 600;

  private final Random random = new Random(SEED);

  /** A state and how its results are read. */
  private record Aggregate(AggregateState state, GroupSlots slots, Emitter emitter) {
    List<@Nullable Object> results() throws QueryException {
      ColumnVector results = new ColumnVector();
      emitter.emit(0, GROUPS, results);
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < GROUPS; i++) {
        values.add(value(results, i));
      }
      return values;
    }
  }

  private interface Emitter {
    void emit(int from, int rows, ColumnVector into) throws QueryException;
  }

  private interface Maker {
    Aggregate make(GroupSlots slots) throws QueryException;
  }

  private static Aggregate fresh(Maker maker) throws QueryException {
    Aggregate aggregate = maker.make(new GroupSlots());
    aggregate.slots().ensureCapacity(2);
    aggregate.slots().ensureCapacity(GROUPS);
    return aggregate;
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> vector.longs()[row];
      case DOUBLE -> vector.doubles()[row];
      case STRING -> vector.dictionary().string(vector.codes()[row]);
    };
  }

  /** Rows with nulls; doubles are whole numbers, so that sums do not depend on the order. */
  private ColumnVector rows(ColumnType type, int count, boolean withNulls) {
    ColumnVector vector = new ColumnVector();
    vector.reset(type, count);
    GrowingDictionary strings = new GrowingDictionary();
    if (type == ColumnType.STRING) {
      vector.setDictionary(strings);
    }
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(200) - 100;
      switch (type) {
        case TIMESTAMP, LONG -> vector.longs()[i] = number;
        case BOOLEAN -> vector.longs()[i] = number & 1;
        case DOUBLE -> vector.doubles()[i] = number == 7 ? Double.NaN : number == 8 ? -0.0 : number;
        case STRING -> {
          byte[] utf8 = ("s" + number).getBytes(StandardCharsets.UTF_8);
          vector.codes()[i] = strings.code(utf8, 0, utf8.length);
        }
      }
      if (withNulls && random.nextInt(4) == 0) {
        Vectors.setNull(vector, i);
      }
    }
    return vector;
  }

  private void check(Maker maker, ColumnVector... arguments) throws QueryException {
    int[] groupIds = new int[ROWS];
    // The last group gets no row.
    Arrays.setAll(groupIds, i -> i * (GROUPS - 1) / ROWS);
    Aggregate whole = fresh(maker);
    whole.state().update(groupIds, arguments, ROWS);
    Aggregate inRuns = fresh(maker);
    Aggregate merged = fresh(maker);
    for (int group = 0; group < GROUPS - 1; group++) {
      int[] run = chosen(groupIds, group);
      ColumnVector[] ofRun = new ColumnVector[arguments.length];
      for (int a = 0; a < ofRun.length; a++) {
        ofRun[a] = new ColumnVector();
        Vectors.gather(arguments[a], run, run.length, ofRun[a]);
      }
      inRuns.state().updateRun(group, ofRun, run.length, new RunScratch());
      Aggregate part = fresh(maker);
      part.state().updateRun(0, ofRun, run.length, new RunScratch());
      merged.state().merge(part.state(), new int[] {group}, 1);
    }
    assertThat(inRuns.results()).as("runs, seed %d", SEED).isEqualTo(whole.results());
    assertThat(merged.results()).as("merged, seed %d", SEED).isEqualTo(whole.results());
    merged.state().merge(fresh(maker).state(), new int[] {0, 1, 2, 3, 4}, GROUPS);
    assertThat(merged.results()).as("with nothing, seed %d", SEED).isEqualTo(whole.results());
  }

  private static int[] chosen(int[] groupIds, int group) {
    int[] rows = new int[groupIds.length];
    int count = 0;
    for (int i = 0; i < groupIds.length; i++) {
      if (groupIds[i] == group) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  @Test
  void thisTestChecksEveryKindOfState() {
    assertThat(kindsOf(AggregateState.class))
        .as("kinds of states; for a new one add a test by rows, runs and merging to this class")
        .containsExactlyInAnyOrder(
            CountState.class,
            LongSumState.class,
            DoubleSumState.class,
            ExtremeState.class,
            StringExtremeState.class,
            ValueAtExtremeState.class,
            DistinctState.class);
  }

  /** The classes at the end of a sealed hierarchy. */
  private static List<Class<?>> kindsOf(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses())
            .flatMap(part -> kindsOf(part).stream())
            .toList()
        : List.of(type);
  }

  @Test
  void countsAreTheSameByRowsRunsAndMerging() throws QueryException {
    Maker count =
        slots -> {
          CountState state = new CountState(slots);
          return new Aggregate(state, slots, state::emit);
        };
    check(count);
    check(count, rows(ColumnType.LONG, ROWS, true));
  }

  @Test
  void sumsAndAveragesAreTheSameByRowsRunsAndMerging() throws QueryException {
    for (ColumnType type : List.of(ColumnType.LONG, ColumnType.DOUBLE)) {
      for (boolean withNulls : new boolean[] {true, false}) {
        ColumnVector values = rows(type, ROWS, withNulls);
        check(
            slots -> {
              SumState state = SumState.of(type, slots);
              return new Aggregate(state, slots, state::emitSums);
            },
            values);
        check(
            slots -> {
              SumState state = SumState.of(type, slots);
              return new Aggregate(state, slots, state::emitAverages);
            },
            values);
      }
    }
  }

  @Test
  void choicesAreTheSameByRowsRunsAndMerging() throws QueryException {
    for (ColumnType type : ColumnType.values()) {
      for (boolean withNulls : new boolean[] {true, false}) {
        ColumnVector values = rows(type, ROWS, withNulls);
        check(slots -> choice(ChoiceState.least(type, slots), slots), values);
        check(slots -> choice(ChoiceState.greatest(type, slots), slots), values);
        ColumnVector order = rows(ColumnType.DOUBLE, ROWS, withNulls);
        check(slots -> choice(ChoiceState.atLeast(type, slots), slots), values, order);
        check(slots -> choice(ChoiceState.atGreatest(type, slots), slots), values, order);
      }
    }
  }

  private static Aggregate choice(ChoiceState state, GroupSlots slots) {
    return new Aggregate(state, slots, state::emit);
  }

  @Test
  void distinctValuesCountOnceByRowsRunsAndMerging() throws QueryException {
    for (ColumnType type : ColumnType.values()) {
      check(
          slots -> {
            CountState counts = new CountState(slots);
            return new Aggregate(new DistinctState(counts, type), slots, counts::emit);
          },
          rows(type, ROWS, true));
    }
  }

  @Test
  void theLeastOfNansIsNanAndOfOthersIsNot() throws QueryException {
    ColumnVector values = new ColumnVector();
    values.reset(ColumnType.DOUBLE, 3);
    double negativeNan = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);
    values.doubles()[0] = negativeNan;
    values.doubles()[1] = negativeNan;
    values.doubles()[2] = 4;
    int[] groupIds = {0, 1, 1};
    Aggregate least = fresh(slots -> choice(ChoiceState.least(ColumnType.DOUBLE, slots), slots));
    least.state().update(groupIds, new ColumnVector[] {values}, 3);
    assertThat(least.results().subList(0, 3)).containsExactly(Double.NaN, 4.0, null);
    Aggregate greatest =
        fresh(slots -> choice(ChoiceState.greatest(ColumnType.DOUBLE, slots), slots));
    greatest.state().update(groupIds, new ColumnVector[] {values}, 3);
    assertThat(greatest.results().subList(0, 3)).containsExactly(Double.NaN, Double.NaN, null);
  }

  @Test
  void slotsCountTheBytesOfAllStates() throws QueryException {
    GroupSlots slots = new GroupSlots();
    SumState.of(ColumnType.LONG, slots);
    assertThat(slots.bytesPerGroup()).isEqualTo(24);
    ChoiceState.least(ColumnType.DOUBLE, slots);
    assertThat(slots.bytesPerGroup()).isEqualTo(24 + 9);
    ChoiceState.any(ColumnType.STRING, slots);
    assertThat(slots.bytesPerGroup()).isEqualTo(24 + 9 + 4);
  }
}
