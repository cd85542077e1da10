package io.pitwall.server.postgres.wire;

/** What ReadyForQuery reports of a session's transaction block. */
public enum TransactionStatus {
  IDLE('I'),
  IN_BLOCK('T'),
  /** A statement of the block failed; further ones are refused until the block ends. */
  FAILED('E');

  private final char code;

  TransactionStatus(char code) {
    this.code = code;
  }

  char code() {
    return code;
  }

  /** Returns the status after a statement failed. */
  public TransactionStatus afterError() {
    return this == IDLE ? IDLE : FAILED;
  }
}
