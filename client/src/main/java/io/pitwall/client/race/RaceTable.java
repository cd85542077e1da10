package io.pitwall.client.race;

/** The tables of the race. */
public enum RaceTable {
  /** Engine, speed and fuel. */
  ENGINE("engine_telemetry"),
  /** Forces, brakes and steering. */
  CHASSIS("chassis_telemetry"),
  /** Pressures and temperatures of the four tires. */
  TIRE("tire_telemetry");

  private final String tableName;

  RaceTable(String tableName) {
    this.tableName = tableName;
  }

  /** The name rows are written under. */
  public String tableName() {
    return tableName;
  }
}
