package io.pitwall.query.exec;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows of the race's three tables, from a seed; now and then a value is missing. */
final class RaceRows {
  static final String DATABASE = "nascar_telemetry";
  static final long NOW = 1_790_000_000_000_000_000L;

  /** A gap is one of so many parts of the rows. */
  private static final int GAPS = 4;

  private static final String[] TEAMS = {"Hendrick", "Gibbs", "Penske", "Trackhouse", "Kaulig"};
  private static final String[] MAKERS = {"Chevrolet", "Ford", "Toyota"};

  private RaceRows() {}

  static TableSchema schema(int id, String name, String columns) {
    List<ColumnSchema> schemas = new ArrayList<>();
    schemas.add(new ColumnSchema(0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP));
    for (String column : columns.split(" ", -1)) {
      String[] parts = column.split(":", -1);
      boolean isTag = parts[1].equals("TAG");
      schemas.add(
          new ColumnSchema(
              schemas.size(),
              parts[0],
              isTag ? ColumnKind.TAG : ColumnKind.FIELD,
              isTag ? ColumnType.STRING : ColumnType.valueOf(parts[1])));
    }
    return new TableSchema(id, DATABASE, name, schemas);
  }

  static TableSchema engine() {
    return schema(
        1,
        "engine_telemetry",
        "car_number:LONG driver:TAG team:TAG manufacturer:STRING rpm:LONG"
            + " throttle_position:DOUBLE speed_mph:DOUBLE fuel_level:DOUBLE lap:LONG pit:BOOLEAN"
            + " note:STRING");
  }

  static TableSchema tire() {
    return schema(
        2,
        "tire_telemetry",
        "car_number:LONG driver:STRING lf_pressure_psi:DOUBLE rf_pressure_psi:DOUBLE"
            + " lr_pressure_psi:DOUBLE rr_pressure_psi:DOUBLE lf_temp_f:LONG rf_temp_f:LONG"
            + " lr_temp_f:LONG rr_temp_f:LONG lap:LONG");
  }

  static TableSchema chassis() {
    return schema(
        3,
        "chassis_telemetry",
        "car_number:LONG driver:STRING lateral_g:DOUBLE longitudinal_g:DOUBLE vertical_g:DOUBLE"
            + " brake_pressure_psi:LONG steering_angle_deg:DOUBLE lap:LONG");
  }

  /**
   * Unique times over the 15 minutes before {@link #NOW}, none within 5 ms of a second. In some
   * stretches of rows all doubles are whole numbers. If values may be missing, some columns also
   * have a stretch without any, though not at the end.
   *
   * @param nullShare of 1, how many values are missing
   */
  static List<@Nullable Object[]> rows(
      TableSchema schema, int count, double nullShare, Random random) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    long span = 900_000_000_000L;
    int[] gaps = new int[schema.columns().size()];
    for (int c = 0; c < gaps.length; c++) {
      boolean hasGap = nullShare > 0 && c >= 3 && random.nextBoolean();
      gaps[c] = hasGap ? random.nextInt(GAPS - 1) : GAPS;
    }
    for (int i = 0; i < count; i++) {
      long step = span / count;
      long second = (NOW - span + step * i) / 1_000_000_000L;
      long time = second * 1_000_000_000L + 5_000_000 + i % 980_000 * 1000L + random.nextInt(999);
      int car = 1 + random.nextInt(40);
      @Nullable Object[] row = new @Nullable Object[schema.columns().size()];
      row[0] = time;
      for (int c = 1; c < row.length; c++) {
        boolean identity = c < 3;
        boolean isInGap = gaps[c] == (int) ((long) GAPS * i / count);
        if (identity || !isInGap && random.nextDouble() >= nullShare) {
          row[c] = value(schema.columns().get(c), car, i, count, random);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static double number(int row, int rows, Random random) {
    double number = random.nextDouble() * 400 - 40;
    return 3L * row / rows == 1 ? Math.floor(number) : number;
  }

  private static @Nullable Object value(
      ColumnSchema column, int car, int row, int rows, Random random) {
    return switch (column.name()) {
      case "car_number" -> (long) car;
      case "driver" -> "Driver " + car;
      case "team" -> TEAMS[car % TEAMS.length];
      case "manufacturer" -> MAKERS[car % MAKERS.length];
      case "lap" -> 1L + 60L * row / rows;
      case "pit" -> random.nextInt(10) == 0;
      case "rpm" -> 7000L + random.nextInt(2500);
      case "brake_pressure_psi" -> random.nextBoolean() ? 0L : 500L + random.nextInt(1000);
      case "note" -> random.nextInt(8) == 0 ? "note " + row / 3 : null;
      default ->
          column.type() == ColumnType.LONG
              ? (Object) (180L + random.nextInt(41))
              : (Object) number(row, rows, random);
    };
  }
}
