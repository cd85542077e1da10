package io.pitwall.storage.runtime;

/** The time, in two kinds that must not be mixed. */
public interface Clock {

  /** Wall-clock nanoseconds since 1970-01-01T00:00:00Z. It may jump, also backwards. */
  long nanosSinceEpoch();

  /**
   * Nanoseconds since an arbitrary point, never going backwards; only differences mean something.
   */
  long monotonicNanos();
}
