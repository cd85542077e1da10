package io.pitwall.query.oracle;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Draws what a statement is made of, and counts what was drawn. Used for one statement. */
final class Choices {
  private final Random random;
  private final Map<String, Long> used = new TreeMap<>();

  /**
   * Whether an operation may still be drawn that fails for some rows: one per statement at most.
   */
  private boolean mayFail;

  Choices(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.mayFail = oneIn(5);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Counts a function, an operator or a clause, as the function table and the grammar call it. */
  void use(String name) {
    used.merge(name, 1L, Long::sum);
  }

  /** Picks one of some names, and counts it. */
  String use(String... names) {
    String name = pick(names);
    use(name);
    return name;
  }

  /** Whether an operation that may fail is drawn here; if so, no other will be. */
  boolean takeFailure() {
    boolean taken = mayFail && oneIn(3);
    mayFail &= !taken;
    return taken;
  }

  /** What was counted, how often. */
  Map<String, Long> used() {
    return used;
  }
}
