package io.pitwall.client.race;

/** One car: who it is, and where on the track. Owned by its generator's thread. */
final class RaceCar {
  private static final double TRACK_MILES = 1.5;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final int LAPS_PER_TIRE_SET = 50;

  private static final String[] TEAMS = {
    "Hendrick Motorsports",
    "Joe Gibbs Racing",
    "Team Penske",
    "Stewart-Haas Racing",
    "Richard Childress Racing",
    "Trackhouse Racing",
    "Kaulig Racing",
    "JTG Daugherty Racing",
    "Petty GMS Motorsports",
    "Front Row Motorsports",
    "Live Fast Motorsports",
    "Spire Motorsports"
  };
  private static final String[] MANUFACTURERS = {"Chevrolet", "Ford", "Toyota"};

  private final int number;
  private final String driver;
  private final String team;
  private final String manufacturer;
  private double position;
  private int lap = 1;

  /**
   * Puts a car on the track.
   *
   * @param index from 0; the car's number is one more
   * @param position part of the lap driven, from 0 to below 1
   */
  RaceCar(int index, double position) {
    number = index + 1;
    driver = "Driver " + number;
    team = TEAMS[index % TEAMS.length];
    manufacturer = MANUFACTURERS[index % MANUFACTURERS.length];
    this.position = position;
  }

  int number() {
    return number;
  }

  String driver() {
    return driver;
  }

  String team() {
    return team;
  }

  String manufacturer() {
    return manufacturer;
  }

  int lap() {
    return lap;
  }

  /** The oval has two turns and two straights of equal length. */
  boolean inTurn() {
    return Math.sin(position * 4 * Math.PI) < 0;
  }

  /** How worn the tires are, from 0 to below 1; every fifty laps they are new. */
  double tireWear() {
    return lap % LAPS_PER_TIRE_SET / (double) LAPS_PER_TIRE_SET;
  }

  void drive(double milesPerHour, double seconds) {
    double laps = position + milesPerHour * seconds / SECONDS_PER_HOUR / TRACK_MILES;
    lap += (int) laps;
    position = laps - (int) laps;
  }
}
