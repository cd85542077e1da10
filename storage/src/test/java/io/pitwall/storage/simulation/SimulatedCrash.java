package io.pitwall.storage.simulation;

/**
 * The simulated machine lost power in the middle of an operation. An error, so that no handler of
 * exceptions in the code under test goes on after it.
 */
public final class SimulatedCrash extends Error {

  private static final long serialVersionUID = 1L;

  SimulatedCrash(String message) {
    super(message, null, false, false);
  }
}
