package io.pitwall.query.function;

/** What a function makes of arguments that are null; a test holds the calls to it. */
public enum NullRule {
  /** The result is null where an argument is null. */
  NULL("null"),
  /** Nulls are left out: the result is that of the other values. */
  SKIPPED("skipped"),
  /** The result depends on more than that one is null; the description and an example say how. */
  ANSWERED("see text"),
  /** There are no arguments. */
  NO_ARGUMENTS("–");

  private final String label;

  NullRule(String label) {
    this.label = label;
  }

  /** The rule in the documentation's tables. */
  public String label() {
    return label;
  }
}
