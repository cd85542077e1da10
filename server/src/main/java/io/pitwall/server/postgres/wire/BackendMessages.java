package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the messages of the server, except rows. Each is a type, a length that includes itself,
 * and a body; strings end with a zero byte.
 */
public final class BackendMessages {
  private static final int SASL_OK = 0;
  private static final int SASL_START = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private BackendMessages() {}

  /** AuthenticationSASL: the one mechanism that the client can log in with. */
  public static void saslStart(ByteBuf out, String mechanism) {
    int start = authentication(out, SASL_START);
    string(out, mechanism);
    out.writeByte(0);
    end(out, start);
  }

  public static void saslContinue(ByteBuf out, String data) {
    sasl(out, SASL_CONTINUE, data);
  }

  public static void saslFinal(ByteBuf out, String data) {
    sasl(out, SASL_FINAL, data);
  }

  /** AuthenticationOk: the login succeeded. */
  public static void authenticated(ByteBuf out) {
    end(out, authentication(out, SASL_OK));
  }

  private static void sasl(ByteBuf out, int code, String data) {
    int start = authentication(out, code);
    out.writeCharSequence(data, StandardCharsets.UTF_8);
    end(out, start);
  }

  private static int authentication(ByteBuf out, int code) {
    int start = begin(out, BackendType.AUTHENTICATION);
    out.writeInt(code);
    return start;
  }

  /** NegotiateProtocolVersion: the server speaks 3.0, and these options of it not. */
  public static void negotiateProtocol(ByteBuf out, List<String> unknownOptions) {
    int start = begin(out, BackendType.NEGOTIATE_PROTOCOL_VERSION);
    out.writeInt(StartupCode.PROTOCOL_3_0);
    out.writeInt(unknownOptions.size());
    for (String option : unknownOptions) {
      string(out, option);
    }
    end(out, start);
  }

  public static void parameterStatus(ByteBuf out, String name, String value) {
    int start = begin(out, BackendType.PARAMETER_STATUS);
    string(out, name);
    string(out, value);
    end(out, start);
  }

  public static void backendKey(ByteBuf out, CancelKey key) {
    int start = begin(out, BackendType.BACKEND_KEY_DATA);
    out.writeInt(key.processId());
    out.writeInt(key.secret());
    end(out, start);
  }

  public static void readyForQuery(ByteBuf out, TransactionStatus status) {
    int start = begin(out, BackendType.READY_FOR_QUERY);
    out.writeByte(status.code());
    end(out, start);
  }

  /**
   * @param tag what was done, as {@code SELECT 3}
   */
  public static void commandComplete(ByteBuf out, String tag) {
    int start = begin(out, BackendType.COMMAND_COMPLETE);
    string(out, tag);
    end(out, start);
  }

  public static void emptyQuery(ByteBuf out) {
    end(out, begin(out, BackendType.EMPTY_QUERY_RESPONSE));
  }

  /** An ErrorResponse, or for a warning a NoticeResponse. */
  public static void error(ByteBuf out, PostgresError error) {
    int start = begin(out, type(error.severity()));
    field(out, 'S', error.severity().name());
    field(out, 'V', error.severity().name());
    field(out, 'C', error.sqlState());
    field(out, 'M', error.message());
    if (!error.hint().isEmpty()) {
      field(out, 'H', error.hint());
    }
    if (error.position() > 0) {
      field(out, 'P', Integer.toString(error.position()));
    }
    out.writeByte(0);
    end(out, start);
  }

  private static BackendType type(PostgresError.Severity severity) {
    return switch (severity) {
      case ERROR, FATAL -> BackendType.ERROR_RESPONSE;
      case WARNING -> BackendType.NOTICE_RESPONSE;
    };
  }

  private static void field(ByteBuf out, char code, String value) {
    out.writeByte(code);
    string(out, value);
  }

  /** Begins a message; returns where it starts, for {@link #end}. */
  static int begin(ByteBuf out, BackendType type) {
    int start = out.writerIndex();
    out.writeByte(type.code());
    out.writeInt(0);
    return start;
  }

  /** Sets the length of the message that {@link #begin} started. */
  static void end(ByteBuf out, int start) {
    out.setInt(start + 1, out.writerIndex() - start - 1);
  }

  /** Writes a string. A zero byte in it would end it too early, so U+FFFD is sent instead. */
  static void string(ByteBuf out, String value) {
    String clean = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    out.writeCharSequence(clean, StandardCharsets.UTF_8);
    out.writeByte(0);
  }
}
