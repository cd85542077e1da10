package io.pitwall.client.load;

/** Range checks of options. */
final class Limits {
  private Limits() {}

  static void check(String name, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(
          name + " must be from " + lowest + " to " + highest + ", not " + value);
    }
  }
}
