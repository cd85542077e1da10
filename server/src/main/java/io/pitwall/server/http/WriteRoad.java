package io.pitwall.server.http;

/** The formats of writes. */
public enum WriteRoad {
  LINE_PROTOCOL("line-protocol"),
  JSON("json"),
  MESSAGEPACK("msgpack");

  private final String label;

  WriteRoad(String label) {
    this.label = label;
  }

  /** As in paths and metrics. */
  public String label() {
    return label;
  }
}
