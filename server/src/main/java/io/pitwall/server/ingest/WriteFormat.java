package io.pitwall.server.ingest;

/** The formats of write bodies. */
public enum WriteFormat {
  LINE_PROTOCOL("line-protocol"),
  JSON("json"),
  MESSAGEPACK("msgpack");

  private final String label;

  WriteFormat(String label) {
    this.label = label;
  }

  /** The format's name in paths and metrics. */
  public String label() {
    return label;
  }
}
