package io.pitwall.server.postgres;

/** Where a session stands, as ReadyForQuery tells it. */
enum TransactionStatus {
  IDLE('I'),
  IN_BLOCK('T'),
  /** A statement of the block failed; the rest is refused until its end. */
  FAILED('E');

  private final char code;

  TransactionStatus(char code) {
    this.code = code;
  }

  char code() {
    return code;
  }

  TransactionStatus afterError() {
    return this == IDLE ? IDLE : FAILED;
  }
}
