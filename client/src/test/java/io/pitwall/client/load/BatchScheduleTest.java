package io.pitwall.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.race.RaceTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchScheduleTest {
  private static final List<RaceTable> TURNS =
      List.of(RaceTable.ENGINE, RaceTable.CHASSIS, RaceTable.TIRE);
  private static final long START = 1_000_000_000_000L;
  private static final long WALL = 1_760_000_000_000_000_000L;

  @Test
  void openLoopGivesEachBatchItsTimeWhateverTheServerDoes() {
    BatchSchedule schedule = schedule(open(1_000, 100));
    PlannedBatch batch = new PlannedBatch();
    for (int i = 0; i < 9; i++) {
      assertThat(schedule.take(batch, START + 50_000_000_000L)).isTrue();
      assertThat(batch.intendedNanos).isEqualTo(START + i * 100_000_000L);
      assertThat(batch.table).isEqualTo(TURNS.get(i % 3));
    }
  }

  @Test
  void openLoopRowsEndAtTheIntendedTimeAndNeverOverlap() {
    for (PayloadPrecision precision :
        new PayloadPrecision[] {PayloadPrecision.NANOS, PayloadPrecision.MICROS}) {
      LoadOptions options = open(2_345_678, 997);
      BatchSchedule schedule =
          schedule(options.withPayload(options.payload().withTimes(TimeMode.UNIQUE, precision)));
      Map<RaceTable, Long> last = new EnumMap<>(RaceTable.class);
      PlannedBatch batch = new PlannedBatch();
      for (int i = 0; i < 3_000; i++) {
        assertThat(schedule.take(batch, START)).isTrue();
        assertThat(batch.timeStep).isPositive();
        assertThat(batch.firstTime).isGreaterThan(last.getOrDefault(batch.table, 0L));
        long end = batch.firstTime + 996 * batch.timeStep;
        assertThat(end).isEqualTo(precision.fromNanos(WALL + batch.intendedNanos - START));
        last.put(batch.table, end);
      }
    }
  }

  @Test
  void closedLoopRowsFollowTheClockAndNeverOverlapEvenWhenItStandsStill() {
    BatchSchedule schedule = schedule(closed(10));
    Map<RaceTable, Long> last = new EnumMap<>(RaceTable.class);
    PlannedBatch batch = new PlannedBatch();
    for (int i = 0; i < 300; i++) {
      long now = START + i / 100 * 1_000_000L;
      assertThat(schedule.take(batch, now)).isTrue();
      assertThat(batch.firstTime).isGreaterThan(last.getOrDefault(batch.table, WALL));
      last.put(batch.table, batch.firstTime + 9 * batch.timeStep);
    }
    assertThat(last.get(RaceTable.ENGINE)).isBetween(WALL + 2_000_000, WALL + 2_010_000);
  }

  @Test
  void refusesARateAtWhichTimesCanNotBeUnique() {
    LoadOptions nanos = open(5_000_000, 10_000);
    LoadOptions micros =
        nanos.withPayload(nanos.payload().withTimes(TimeMode.UNIQUE, PayloadPrecision.MICROS));

    assertThatCode(() -> schedule(nanos)).doesNotThrowAnyException();
    assertThatThrownBy(() -> schedule(micros)).hasMessageContaining("finer precision");
    assertThatThrownBy(() -> nanos.payload().withTimes(TimeMode.UNIQUE, PayloadPrecision.MILLIS))
        .hasMessageContaining("microseconds or nanoseconds");
  }

  @Test
  void endsWithItsDurationOrItsLastBatch() {
    LoadOptions timed =
        open(1_000, 100).withPace(open(1_000, 100).pace().withDurationMillis(1_000));
    BatchSchedule schedule = schedule(timed);
    PlannedBatch batch = new PlannedBatch();
    int taken = 0;
    while (schedule.take(batch, START)) {
      taken++;
    }
    assertThat(taken).isEqualTo(10);

    BatchSchedule counted = schedule(closed(5).withPace(closed(5).pace().withMaxBatches(2)));
    assertThat(counted.take(batch, START)).isTrue();
    assertThat(counted.take(batch, START)).isTrue();
    assertThat(counted.take(batch, START)).isFalse();

    BatchSchedule closedTimed =
        schedule(closed(5).withPace(closed(5).pace().withDurationMillis(7)));
    assertThat(closedTimed.take(batch, START + 6_999_999)).isTrue();
    assertThat(closedTimed.take(batch, START + 7_000_000)).isFalse();
  }

  @Test
  void countsTheBatchesWhoseTimeHasCome() {
    LoadOptions options =
        open(1_000, 100).withPace(open(1_000, 100).pace().withDurationMillis(1_000));
    BatchSchedule schedule = schedule(options);

    assertThat(schedule.dueBatches(START - 1)).isZero();
    assertThat(schedule.dueBatches(START)).isEqualTo(1);
    assertThat(schedule.dueBatches(START + 99_999_999)).isEqualTo(1);
    assertThat(schedule.dueBatches(START + 100_000_000)).isEqualTo(2);
    assertThat(schedule.dueBatches(Long.MAX_VALUE)).isEqualTo(10);
    assertThat(schedule.behindNanos(START + 5)).isEqualTo(5);
  }

  private static BatchSchedule schedule(LoadOptions options) {
    return new BatchSchedule(options, START, WALL);
  }

  private static LoadOptions open(long rowsPerSecond, int rowsPerBatch) {
    return LoadOptions.DEFAULTS
        .withPayload(Payload.DEFAULTS.withBatches(rowsPerBatch, 1))
        .withPace(Pace.DEFAULTS.withRate(rowsPerSecond).withDurationMillis(0));
  }

  private static LoadOptions closed(int rowsPerBatch) {
    LoadOptions open = open(1, rowsPerBatch);
    return open.withPace(open.pace().closedLoop());
  }
}
