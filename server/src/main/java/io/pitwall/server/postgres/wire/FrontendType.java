package io.pitwall.server.postgres.wire;

import java.util.Arrays;

/** The types of messages that a client sends. */
public enum FrontendType {
  /** A packet at the start of a connection, which has no type byte. */
  STARTUP(0),
  BIND('B'),
  CLOSE('C'),
  COPY_DATA('d'),
  COPY_DONE('c'),
  COPY_FAIL('f'),
  DESCRIBE('D'),
  EXECUTE('E'),
  FLUSH('H'),
  FUNCTION_CALL('F'),
  PARSE('P'),
  /** An answer to a request for authentication, of whatever kind that was. */
  PASSWORD('p'),
  QUERY('Q'),
  SYNC('S'),
  TERMINATE('X'),
  /** A type that the protocol does not have. */
  UNKNOWN(0);

  private static final FrontendType[] BY_CODE = byCode();

  private final int code;

  FrontendType(int code) {
    this.code = code;
  }

  /** Returns the type with this type byte, or {@link #UNKNOWN}. */
  static FrontendType of(byte code) {
    return code < 0 ? UNKNOWN : BY_CODE[code];
  }

  private static FrontendType[] byCode() {
    FrontendType[] types = new FrontendType[Byte.MAX_VALUE + 1];
    Arrays.fill(types, UNKNOWN);
    for (FrontendType type : values()) {
      if (type.code != 0) {
        types[type.code] = type;
      }
    }
    return types;
  }
}
