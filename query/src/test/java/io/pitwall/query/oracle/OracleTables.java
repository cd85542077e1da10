package io.pitwall.query.oracle;

import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small tables of odd values: nulls, NaN, infinities, −0.0, the extremes of 64 bits, equal times,
 * rows that come late, text that looks like something else. Times are whole microseconds, which
 * both sides hold.
 */
final class OracleTables {
  static final String DATABASE = "pits";

  /** Always the same, so that a statement's seed is enough to run it again. */
  private static final long SEED = 15;

  private static final int LAPS = 120;
  private static final int STOPS = 30;

  private static final long[] BIG = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    -4_611_686_018_427_387_905L,
    -(1L << 53) - 1,
    -2_147_483_649L,
    -32_769,
    -1,
    0,
    1,
    128,
    32_768,
    2_147_483_648L,
    (1L << 53) + 1,
    3_037_000_500L,
    4_611_686_018_427_387_904L,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };

  private static final double[] ODD = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -0x1p63,
    -2.5,
    -0.5,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    0.1,
    0.5,
    1.5,
    2.5,
    1e15,
    0x1p53,
    0x1p63,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };

  private static final String[] NOTES = {
    "",
    " ",
    "a",
    "A",
    "b",
    "ab",
    "a_b",
    "a%b",
    "100%",
    "\\",
    "a\\b",
    "line\nbreak",
    "tab\t",
    "12",
    "-7",
    " 5 ",
    "1e3",
    "9223372036854775808",
    "NaN",
    "true",
    "f",
    "null",
    "'quoted'",
    "Müller",
    "MÜLLER",
    "日本",
    "😀",
    "2026-02-28T23:59:59.999999Z",
    "1 day"
  };

  private static final long[] TIMES = {
    -8_520_336_000_000_000_000L, // 1700
    -1_000, // 1969
    0,
    951_782_399_999_999_000L, // 2000-02-28
    951_868_800_000_000_000L,
    1_704_067_199_500_000_000L, // 2023-12-31
    1_772_323_199_999_999_000L,
    1_790_000_000_000_000_000L,
    9_151_488_000_000_000_000L // 2259
  };

  private final Map<TableSchema, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

  OracleTables() {
    Random random = new Random(SEED);
    add(
        RaceSchemas.table(
            1,
            DATABASE,
            "laps",
            "car:tag lap:long big:long speed:double odd:double pit:boolean note:string"),
        LAPS,
        random);
    add(
        RaceSchemas.table(
            2, DATABASE, "stops", "car:tag lap:long crew:string length:double clean:boolean"),
        STOPS,
        random);
    add(RaceSchemas.table(3, DATABASE, "empty", "car:tag lap:long speed:double"), 0, random);
  }

  private void add(TableSchema schema, int count, Random random) {
    List<@Nullable Object[]> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      @Nullable Object[] row = new @Nullable Object[schema.columns().size()];
      row[0] = time(i, random);
      for (int c = 1; c < row.length; c++) {
        boolean isNull = random.nextInt(7) == 0;
        row[c] = isNull ? null : value(schema.columns().get(c).name(), random);
      }
      all.add(row);
    }
    rows.put(schema, all);
  }

  /** In order, but for those that come late, and now and then a time of long ago. */
  private static long time(int row, Random random) {
    if (random.nextInt(4) == 0) {
      return TIMES[random.nextInt(TIMES.length)];
    }
    long late = random.nextInt(5) == 0 ? random.nextInt(40) : 0;
    return 1_767_225_600_000_000_000L + (row / 2 - late) * 1_000_250_000_000L;
  }

  private static Object value(String column, Random random) {
    return switch (column) {
      case "car" -> "car " + random.nextInt(5);
      case "lap" -> (long) random.nextInt(25) - 3;
      case "big" -> BIG[random.nextInt(BIG.length)];
      case "speed", "length" -> random.nextInt(30) == 0 ? -0.0 : (random.nextInt(900) - 100) / 4.0;
      case "odd" -> ODD[random.nextInt(ODD.length)];
      case "pit", "clean" -> random.nextBoolean();
      default -> NOTES[random.nextInt(NOTES.length)];
    };
  }

  /** The rows in memory, cut into sources of all kinds. */
  MemoryStore store(Random random) {
    MemoryStore store = new MemoryStore();
    for (Map.Entry<TableSchema, List<@Nullable Object[]>> table : rows.entrySet()) {
      TableSchema schema = table.getKey();
      store.add(schema, MemoryStore.cut(schema, table.getValue(), 1, random));
    }
    return store;
  }

  /** Copies the rows to PostgreSQL. */
  void copyTo(PostgresDatabase postgres) throws Exception {
    for (Map.Entry<TableSchema, List<@Nullable Object[]>> table : rows.entrySet()) {
      postgres.add(table.getKey(), table.getValue());
    }
  }

  /** Texts that columns of strings have. */
  static List<String> notes() {
    return Arrays.asList(NOTES);
  }
}
