package io.pitwall.storage.runtime;

/** Two kinds of time that must not be mixed. */
public interface Clock {

  /** Wall-clock nanoseconds since 1970-01-01T00:00:00Z. It may jump, also backwards. */
  long nanosSinceEpoch();

  /**
   * Nanoseconds since an arbitrary point, never going backwards; only differences have a meaning.
   */
  long monotonicNanos();
}
