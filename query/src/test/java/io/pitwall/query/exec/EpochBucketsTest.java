package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets that are computed from seconds, as Grafana's {@code $__timeGroup} writes them. */
class EpochBucketsTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_767_225_600L * SECOND;
  private static final TableSchema SCHEMA = RaceRows.schema(1, "t", "speed:LONG");

  private static MemorySource source(int blockRows, long... times) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long time : times) {
      rows.add(new @Nullable Object[] {time, 1L});
    }
    return new MemorySource(SCHEMA, rows, blockRows, true);
  }

  private static Statements statements(MemorySource source) {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(source));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  private static long[] times(Random random, BigDecimal width) {
    long nanos = width.movePointRight(9).longValueExact();
    long[] times = new long[2000];
    for (int i = 0; i < times.length; i += 4) {
      long any = random.nextBoolean() ? random.nextLong() : START + random.nextInt() * 1_000L;
      long start = Math.max(Long.MIN_VALUE / 2, any) / nanos * nanos;
      times[i] = any;
      times[i + 1] = start;
      times[i + 2] = start - 1;
      times[i + 3] = start + 1;
    }
    return times;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1",
        "0.2",
        "0.25",
        "0.05",
        "0.001",
        "0.000001",
        "1",
        "7.5",
        "60",
        "300",
        "300.0",
        "3600",
        "86400",
        "1e1"
      })
  void bucketsAreThoseOfExactDecimals(String written) throws QueryException {
    BigDecimal width = new BigDecimal(written);
    long[] times = times(new Random(SEED), width);
    Statements statements = statements(source(100, times));
    for (String sql :
        List.of(
            "floor(extract(epoch FROM time)/W)*W",
            "W * floor(extract(epoch FROM time)/W)",
            "floor(extract(epoch FROM time)::double precision/W)*W",
            "floor(date_part('epoch', time)/W)*W",
            "floor(extract(epoch FROM time)/W)::double precision*W")) {
      List<List<@Nullable Object>> rows =
          statements.run("SELECT " + sql.replace("W", written) + " FROM t");
      for (int i = 0; i < times.length; i++) {
        BigDecimal number = BigDecimal.valueOf(times[i], 9).divide(width, 0, RoundingMode.FLOOR);
        assertThat(rows.get(i).get(0))
            .as("%s of %d ns, seed %d", sql, times[i], SEED)
            .isEqualTo(number.multiply(width).doubleValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor(extract(epoch FROM time)/300)::bigint*300",
        "CAST(floor(extract(epoch FROM time)/300) AS BIGINT)*300",
        "(floor(extract(epoch FROM time)/300)*300)::bigint"
      })
  void castToIntegersTheyAreIntegers(String sql) throws QueryException {
    Statements statements = statements(source(2, START, START + 299 * SECOND, -1));
    assertThat(statements.run("SELECT " + sql + " FROM t"))
        .isEqualTo(List.of(List.of(START / SECOND), List.of(START / SECOND), List.of(-300L)));
  }

  @Test
  void otherExpressionsStayAsTheyAre() throws QueryException {
    Statements statements = statements(source(1, START + 1_500_000_000L));
    double seconds = START / SECOND + 1.5;
    assertThat(
            statements.run(
                "SELECT floor(extract(epoch FROM time)/-10)*-10,"
                    + " floor(extract(epoch FROM time)/10)*5,"
                    + " floor(extract(epoch FROM time)/speed)*speed,"
                    + " floor(extract(second FROM time)/10)*10,"
                    + " floor(extract(epoch FROM time)), extract(epoch FROM time) FROM t"))
        .isEqualTo(
            List.of(
                List.of(
                    START / SECOND + 10.0,
                    START / SECOND / 2.0,
                    START / SECOND + 1.0,
                    0.0,
                    START / SECOND + 1.0,
                    seconds)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor(extract(epoch FROM time)/0.1)*0.1",
        "floor(extract(epoch FROM time)/0.1)",
        "floor(extract(epoch FROM time)/10)::bigint*10",
        "time_bucket('100 ms', time)",
        "date_trunc('second', time)"
      })
  void summariesAnswerForBlocksInOneBucket(String bucket) throws QueryException {
    MemorySource source =
        source(2, START, START + 99_999_999, START + 10 * SECOND, START + 10 * SECOND + 1);
    Statements statements = statements(source);
    String sql = "SELECT " + bucket + " AS b, COUNT(*), SUM(speed) FROM t GROUP BY 1 ORDER BY 1";
    List<List<@Nullable Object>> rows = statements.run(sql);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).subList(1, 3)).isEqualTo(List.of(2L, 2L));
    assertThat(source.decodedBlocks()).isZero();
  }

  @Test
  void aggregatesByBucketAreKept() throws QueryException {
    MemorySource source = source(4, START, START + SECOND, START + 2 * SECOND, START + 3 * SECOND);
    Statements statements = statements(source);
    String sql =
        "SELECT floor(extract(epoch FROM time)/2)*2 AS b, SUM(speed + 1) FROM t GROUP BY 1"
            + " ORDER BY 1";
    List<List<@Nullable Object>> first = statements.run(sql);
    int decoded = source.decodedBlocks();
    assertThat(statements.run(sql)).isEqualTo(first).hasSize(2);
    assertThat(source.decodedBlocks()).isEqualTo(decoded);
  }

  @Test
  void aMonthLaterIsNotMonotone() throws QueryException {
    long day = 86_400 * SECOND;
    long january30 = START + 29 * day;
    long[] times = new long[25];
    for (int i = 0; i < times.length; i++) {
      times[i] = january30 + i * (day / 24);
    }
    // Both ends become February 28, 00:00; those between do not.
    assertThat(
            statements(source(25, times))
                .run(
                    "SELECT time + INTERVAL '1 month' AS t, COUNT(*) FROM t GROUP BY 1"
                        + " ORDER BY 2 DESC, 1"))
        .hasSize(24)
        .startsWith(List.of(START + 58 * day, 2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"date_trunc('year', time)", "time_bucket('1 day', time)"})
  void aGroupKeyIsNotComputedForRowsThatTheFilterLeavesOut(String key) throws QueryException {
    MemorySource source = source(2, Long.MIN_VALUE, START);
    assertThat(
            statements(source)
                .run("SELECT " + key + ", COUNT(*) FROM t WHERE time >= '2000-01-01' GROUP BY 1"))
        .isEqualTo(List.of(List.of(START, 1L)));
  }

  @Test
  void aMonthFromTheFirstAndToTheLastDayOfAllIsATime() throws QueryException {
    long least = Long.MIN_VALUE;
    long day = 86_400 * SECOND;
    Statements statements = statements(source(1, least + 30 * day, Long.MAX_VALUE - 31 * day));
    assertThat(
            statements.run(
                "SELECT time - INTERVAL '1 month' FROM t WHERE time < '2000-01-01' UNION ALL"
                    + " SELECT time + INTERVAL '1 month' FROM t WHERE time > '2000-01-01'"))
        .isEqualTo(List.of(List.of(least), List.of(Long.MAX_VALUE)));
  }
}
