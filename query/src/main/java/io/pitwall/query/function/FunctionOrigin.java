package io.pitwall.query.function;

/** Whose definition a function follows. */
public enum FunctionOrigin {
  POSTGRESQL("PostgreSQL 15"),
  STANDARD("SQL standard"),
  DUCKDB("DuckDB"),
  OWN("own");

  private final String label;

  FunctionOrigin(String label) {
    this.label = label;
  }

  /** The name in the documentation's tables. */
  public String label() {
    return label;
  }
}
