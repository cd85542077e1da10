package io.pitwall.client.race;

import io.pitwall.client.encode.RowSet;
import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes rows of a race from a seed; each row is one reading of one car, chosen at random. Owned by
 * one thread.
 */
public final class RaceGenerator {
  /** The field of a real race. */
  public static final int DEFAULT_CARS = 40;

  /** The largest field; also keeps driver names short. */
  public static final int MAX_CARS = 100_000;

  private final SplittableRandom random;
  private final RaceCar[] cars;

  /**
   * Lines the cars up, spread along the track.
   *
   * @param cars from 1 to {@link #MAX_CARS}
   */
  public RaceGenerator(long seed, int cars) {
    if (cars < 1 || cars > MAX_CARS) {
      throw new IllegalArgumentException("cars must be from 1 to " + MAX_CARS + ", not " + cars);
    }
    this.random = new SplittableRandom(seed);
    this.cars = new RaceCar[cars];
    for (int i = 0; i < cars; i++) {
      this.cars[i] = new RaceCar(i, random.nextDouble());
    }
  }

  /** Lets the race go on: each car drives at 180 to 195 miles an hour. */
  public void advance(double seconds) {
    for (RaceCar car : cars) {
      car.drive(random.nextDouble(180, 195), seconds);
    }
  }

  /**
   * Reads the cars' sensors, one row for each time, without letting the race go on.
   *
   * @param times the rows' times, in any unit; handed over, not copied
   */
  public RowSet read(RaceTable table, long[] times) {
    RaceCar[] read = new RaceCar[times.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = cars[random.nextInt(cars.length)];
    }
    List<Column> columns =
        switch (table) {
          case ENGINE -> engine(read);
          case CHASSIS -> chassis(read);
          case TIRE -> tire(read);
        };
    return new RowSet(table.tableName(), times, columns);
  }

  private List<Column> engine(RaceCar[] read) {
    return List.of(
        longs("car_number", read, RaceCar::number),
        strings("driver", read, RaceCar::driver),
        strings("team", read, RaceCar::team),
        strings("manufacturer", read, RaceCar::manufacturer),
        longs("rpm", read, car -> car.inTurn() ? whole(7000, 8499) : whole(8500, 9499)),
        doubles(
            "throttle_position", read, car -> car.inTurn() ? tenths(700, 900) : tenths(900, 1000)),
        doubles("speed_mph", read, car -> car.inTurn() ? tenths(1600, 1800) : tenths(1850, 2000)),
        longs("engine_temp", read, car -> whole(190, 219)),
        longs("oil_pressure", read, car -> whole(40, 64)),
        longs("oil_temp", read, car -> whole(240, 279)),
        doubles("fuel_level", read, car -> hundredths(200, 1800)),
        longs("gear", read, car -> car.inTurn() ? whole(3, 4) : 4),
        longs("lap", read, RaceCar::lap));
  }

  private List<Column> chassis(RaceCar[] read) {
    return List.of(
        longs("car_number", read, RaceCar::number),
        strings("driver", read, RaceCar::driver),
        doubles(
            "lateral_g", read, car -> car.inTurn() ? hundredths(200, 350) : hundredths(-20, 20)),
        doubles(
            "longitudinal_g",
            read,
            car -> car.inTurn() ? hundredths(-50, 20) : hundredths(50, 120)),
        doubles("vertical_g", read, car -> hundredths(80, 120)),
        longs("brake_pressure_psi", read, car -> car.inTurn() ? whole(500, 1499) : 0),
        doubles("steering_angle_deg", read, this::steeringAngle),
        doubles("ride_height_front_in", read, car -> hundredths(300, 350)),
        doubles("ride_height_rear_in", read, car -> hundredths(400, 450)),
        longs("lap", read, RaceCar::lap));
  }

  private List<Column> tire(RaceCar[] read) {
    return List.of(
        longs("car_number", read, RaceCar::number),
        strings("driver", read, RaceCar::driver),
        doubles("lf_pressure_psi", read, this::tirePressure),
        doubles("rf_pressure_psi", read, this::tirePressure),
        doubles("lr_pressure_psi", read, this::tirePressure),
        doubles("rr_pressure_psi", read, this::tirePressure),
        longs("lf_temp_f", read, RaceGenerator::tireTemperature),
        longs("rf_temp_f", read, RaceGenerator::tireTemperature),
        longs("lr_temp_f", read, RaceGenerator::tireTemperature),
        longs("rr_temp_f", read, RaceGenerator::tireTemperature),
        longs("lap", read, RaceCar::lap));
  }

  private double steeringAngle(RaceCar car) {
    if (!car.inTurn()) {
      return tenths(-20, 20);
    }
    return random.nextBoolean() ? tenths(150, 250) : tenths(-250, -150);
  }

  private double tirePressure(RaceCar car) {
    return Math.round((random.nextDouble(30, 35) + 2 * car.tireWear()) * 10) / 10.0;
  }

  private static long tireTemperature(RaceCar car) {
    return 180 + (long) (car.tireWear() * 40);
  }

  private long whole(int lowest, int highest) {
    return random.nextInt(lowest, highest + 1);
  }

  private double tenths(int lowest, int highest) {
    return random.nextInt(lowest, highest + 1) / 10.0;
  }

  private double hundredths(int lowest, int highest) {
    return random.nextInt(lowest, highest + 1) / 100.0;
  }

  private interface LongSensor {
    long read(RaceCar car);
  }

  private interface DoubleSensor {
    double read(RaceCar car);
  }

  private interface Label {
    String of(RaceCar car);
  }

  private static Column longs(String name, RaceCar[] cars, LongSensor sensor) {
    long[] values = new long[cars.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sensor.read(cars[i]);
    }
    return new Longs(name, Role.FIELD, values);
  }

  private static Column doubles(String name, RaceCar[] cars, DoubleSensor sensor) {
    double[] values = new double[cars.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sensor.read(cars[i]);
    }
    return new Doubles(name, Role.FIELD, values);
  }

  private static Column strings(String name, RaceCar[] cars, Label label) {
    String[] values = new String[cars.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = label.of(cars[i]);
    }
    return new Strings(name, Role.TAG, values);
  }
}
