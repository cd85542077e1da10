package io.pitwall.server.postgres.wire;

/** The types of messages that the server sends. */
enum BackendType {
  AUTHENTICATION('R'),
  BACKEND_KEY_DATA('K'),
  COMMAND_COMPLETE('C'),
  DATA_ROW('D'),
  EMPTY_QUERY_RESPONSE('I'),
  ERROR_RESPONSE('E'),
  NEGOTIATE_PROTOCOL_VERSION('v'),
  NOTICE_RESPONSE('N'),
  PARAMETER_STATUS('S'),
  READY_FOR_QUERY('Z'),
  ROW_DESCRIPTION('T');

  private final char code;

  BackendType(char code) {
    this.code = code;
  }

  char code() {
    return code;
  }
}
