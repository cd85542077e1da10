package io.pitwall.storage.runtime;

/** A started agent. */
public interface Activity extends AutoCloseable {

  /**
   * Makes the agent run soon. Cheap, allowed from any thread, and remembered: an agent woken in the
   * middle of a piece of work runs once more after it.
   */
  void wake();

  /**
   * Lets the agent finish the piece of work it is in, then ends it and waits for that. Called from
   * the agent itself it only asks for the end. A second call does nothing.
   */
  @Override
  void close();
}
