package io.pitwall.server.http;

/** The form in which clients of one dialect read what went wrong. Safe for all threads. */
public interface ErrorShape {
  /**
   * Puts an error into an answer.
   *
   * @param status 400 to 599
   * @param message a sentence without a full stop
   */
  Answer answer(int status, String message);
}
