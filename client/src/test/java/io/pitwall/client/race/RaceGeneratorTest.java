package io.pitwall.client.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.encode.LineProtocolEncoder;
import io.pitwall.client.encode.RowSet;
import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RaceGeneratorTest {
  private static final int ROWS = 5_000;

  @Test
  void hasTheColumnsOfTheThreeTablesInOrder() {
    assertThat(names(read(RaceTable.ENGINE)))
        .containsExactly(
            "car_number",
            "driver",
            "team",
            "manufacturer",
            "rpm",
            "throttle_position",
            "speed_mph",
            "engine_temp",
            "oil_pressure",
            "oil_temp",
            "fuel_level",
            "gear",
            "lap");
    assertThat(names(read(RaceTable.CHASSIS)))
        .containsExactly(
            "car_number",
            "driver",
            "lateral_g",
            "longitudinal_g",
            "vertical_g",
            "brake_pressure_psi",
            "steering_angle_deg",
            "ride_height_front_in",
            "ride_height_rear_in",
            "lap");
    assertThat(names(read(RaceTable.TIRE)))
        .containsExactly(
            "car_number",
            "driver",
            "lf_pressure_psi",
            "rf_pressure_psi",
            "lr_pressure_psi",
            "rr_pressure_psi",
            "lf_temp_f",
            "rf_temp_f",
            "lr_temp_f",
            "rr_temp_f",
            "lap");
  }

  @Test
  void onlyDriverTeamAndManufacturerAreTags() {
    for (RaceTable table : RaceTable.values()) {
      for (Column column : read(table).columns()) {
        boolean tag = List.of("driver", "team", "manufacturer").contains(column.name());
        assertThat(column.role()).as(column.name()).isEqualTo(tag ? Role.TAG : Role.FIELD);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameRaceAndAnotherSeedAnother() {
    assertThat(lines(5, 40)).isEqualTo(lines(5, 40)).isNotEqualTo(lines(6, 40));
  }

  @Test
  void everyCarHasOneDriverTeamAndManufacturer() {
    RowSet rows = read(RaceTable.ENGINE);
    long[] cars = longs(rows, "car_number");
    for (int i = 0; i < ROWS; i++) {
      assertThat(cars[i]).isBetween(1L, 40L);
      assertThat(strings(rows, "driver")[i]).isEqualTo("Driver " + cars[i]);
      assertThat(strings(rows, "manufacturer")[i])
          .isEqualTo(List.of("Chevrolet", "Ford", "Toyota").get((int) (cars[i] - 1) % 3));
    }
    assertThat(Arrays.stream(cars).distinct().count()).isEqualTo(40);
    assertThat(Arrays.stream(strings(rows, "team")).distinct().count()).isEqualTo(12);
  }

  @Test
  void engineValuesLieInTheRangesOfTurnAndStraight() {
    RowSet rows = read(RaceTable.ENGINE);
    for (int i = 0; i < ROWS; i++) {
      boolean turn = longs(rows, "rpm")[i] < 8500;
      assertThat(longs(rows, "rpm")[i]).isBetween(7000L, 9499L);
      assertThat(doubles(rows, "throttle_position")[i])
          .isBetween(turn ? 70.0 : 90.0, turn ? 90.0 : 100.0);
      assertThat(doubles(rows, "speed_mph")[i])
          .isBetween(turn ? 160.0 : 185.0, turn ? 180.0 : 200.0);
      assertThat(longs(rows, "engine_temp")[i]).isBetween(190L, 219L);
      assertThat(longs(rows, "oil_pressure")[i]).isBetween(40L, 64L);
      assertThat(longs(rows, "oil_temp")[i]).isBetween(240L, 279L);
      assertThat(doubles(rows, "fuel_level")[i]).isBetween(2.0, 18.0);
      assertThat(longs(rows, "gear")[i]).isBetween(turn ? 3L : 4L, 4L);
    }
    assertDecimals(rows, "speed_mph", 1);
    assertDecimals(rows, "throttle_position", 1);
    assertDecimals(rows, "fuel_level", 2);
    assertThat(Arrays.stream(longs(rows, "rpm")).filter(rpm -> rpm < 8500).count())
        .isBetween(500L, 4_500L);
  }

  @Test
  void chassisValuesLieInTheRangesOfTurnAndStraight() {
    RowSet rows = read(RaceTable.CHASSIS);
    for (int i = 0; i < ROWS; i++) {
      boolean turn = longs(rows, "brake_pressure_psi")[i] > 0;
      assertThat(longs(rows, "brake_pressure_psi")[i])
          .isBetween(turn ? 500L : 0L, turn ? 1499L : 0L);
      assertThat(doubles(rows, "lateral_g")[i]).isBetween(turn ? 2.0 : -0.2, turn ? 3.5 : 0.2);
      assertThat(doubles(rows, "longitudinal_g")[i]).isBetween(turn ? -0.5 : 0.5, turn ? 0.2 : 1.2);
      assertThat(doubles(rows, "vertical_g")[i]).isBetween(0.8, 1.2);
      assertThat(Math.abs(doubles(rows, "steering_angle_deg")[i]))
          .isBetween(turn ? 15.0 : 0.0, turn ? 25.0 : 2.0);
      assertThat(doubles(rows, "ride_height_front_in")[i]).isBetween(3.0, 3.5);
      assertThat(doubles(rows, "ride_height_rear_in")[i]).isBetween(4.0, 4.5);
    }
    assertDecimals(rows, "lateral_g", 2);
    assertDecimals(rows, "steering_angle_deg", 1);
  }

  @Test
  void tiresGetHotterWithWearAndAllFourTheSame() {
    RaceGenerator race = new RaceGenerator(3, 40);
    race.advance(600);
    RowSet rows = race.read(RaceTable.TIRE, new long[ROWS]);
    for (int i = 0; i < ROWS; i++) {
      double wear = longs(rows, "lap")[i] % 50 / 50.0;
      assertThat(doubles(rows, "lf_pressure_psi")[i])
          .isBetween(30 + 2 * wear - 0.05, 35 + 2 * wear + 0.05);
      for (String tire : List.of("lf_temp_f", "rf_temp_f", "lr_temp_f", "rr_temp_f")) {
        assertThat(longs(rows, tire)[i]).isEqualTo(180 + (long) (wear * 40));
      }
    }
    assertDecimals(rows, "rr_pressure_psi", 1);
  }

  @Test
  void lapsGoUpAsTheRaceGoesOn() {
    RaceGenerator race = new RaceGenerator(3, 40);
    assertThat(longs(race.read(RaceTable.TIRE, new long[100]), "lap")).containsOnly(1);

    race.advance(300);

    // 1.5 miles at 180 to 195 miles an hour take 27.7 to 30 s
    for (long lap : longs(race.read(RaceTable.TIRE, new long[100]), "lap")) {
      assertThat(lap).isBetween(11L, 12L);
    }
  }

  @Test
  void refusesAFieldWithoutCars() {
    assertThatThrownBy(() -> new RaceGenerator(1, 0)).hasMessageContaining("cars must be from 1");
  }

  private static RowSet read(RaceTable table) {
    return new RaceGenerator(1, 40).read(table, new long[ROWS]);
  }

  private static String lines(long seed, int cars) {
    RaceGenerator race = new RaceGenerator(seed, cars);
    long[] times =
        new SplittableRandom(1).longs(50, 1_000_000_000_000L, 2_000_000_000_000L).toArray();
    race.advance(40);
    byte[] bytes = new LineProtocolEncoder().encode(race.read(RaceTable.ENGINE, times)).bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void assertDecimals(RowSet rows, String name, int decimals) {
    for (double value : doubles(rows, name)) {
      String text = Double.toString(value);
      assertThat(text.length() - text.indexOf('.') - 1)
          .as("%s in %s", text, name)
          .isLessThanOrEqualTo(decimals);
    }
  }

  private static List<String> names(RowSet rows) {
    return rows.columns().stream().map(Column::name).toList();
  }

  private static Column column(RowSet rows, String name) {
    return rows.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static long[] longs(RowSet rows, String name) {
    return ((Longs) column(rows, name)).values();
  }

  private static double[] doubles(RowSet rows, String name) {
    return ((Doubles) column(rows, name)).values();
  }

  private static String[] strings(RowSet rows, String name) {
    return ((Strings) column(rows, name)).values();
  }
}
