package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the messages of the server, except rows. Each is a type, a length that counts itself, and
 * a body; strings end with a zero byte.
 */
final class BackendMessages {
  private static final int SASL_START = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private BackendMessages() {}

  static void saslStart(ByteBuf out, String mechanism) {
    int start = authentication(out, SASL_START);
    string(out, mechanism);
    out.writeByte(0);
    end(out, start);
  }

  static void saslContinue(ByteBuf out, String data) {
    sasl(out, SASL_CONTINUE, data);
  }

  static void saslFinal(ByteBuf out, String data) {
    sasl(out, SASL_FINAL, data);
  }

  static void authenticated(ByteBuf out) {
    end(out, authentication(out, 0));
  }

  private static void sasl(ByteBuf out, int code, String data) {
    int start = authentication(out, code);
    out.writeCharSequence(data, StandardCharsets.UTF_8);
    end(out, start);
  }

  private static int authentication(ByteBuf out, int code) {
    int start = begin(out, 'R');
    out.writeInt(code);
    return start;
  }

  static void negotiateProtocol(ByteBuf out, List<String> unknownOptions) {
    int start = begin(out, 'v');
    out.writeInt(Startup.PROTOCOL_3_0);
    out.writeInt(unknownOptions.size());
    for (String option : unknownOptions) {
      string(out, option);
    }
    end(out, start);
  }

  static void parameterStatus(ByteBuf out, String name, String value) {
    int start = begin(out, 'S');
    string(out, name);
    string(out, value);
    end(out, start);
  }

  static void backendKey(ByteBuf out, CancelKey key) {
    int start = begin(out, 'K');
    out.writeInt(key.processId());
    out.writeInt(key.secret());
    end(out, start);
  }

  static void readyForQuery(ByteBuf out, TransactionStatus status) {
    int start = begin(out, 'Z');
    out.writeByte(status.code());
    end(out, start);
  }

  static void commandComplete(ByteBuf out, String tag) {
    int start = begin(out, 'C');
    string(out, tag);
    end(out, start);
  }

  static void emptyQuery(ByteBuf out) {
    end(out, begin(out, 'I'));
  }

  static void error(ByteBuf out, PostgresError error) {
    boolean notice = error.severity() == PostgresError.Severity.WARNING;
    int start = begin(out, notice ? 'N' : 'E');
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

  private static void field(ByteBuf out, char code, String value) {
    out.writeByte(code);
    string(out, value);
  }

  /** Returns where the message starts, for {@link #end}. */
  static int begin(ByteBuf out, char type) {
    int start = out.writerIndex();
    out.writeByte(type);
    out.writeInt(0);
    return start;
  }

  /** Sets the length of the message that {@link #begin} started. */
  static void end(ByteBuf out, int start) {
    out.setInt(start + 1, out.writerIndex() - start - 1);
  }

  /** A zero byte within would end the string too early, so it is shown instead. */
  static void string(ByteBuf out, String value) {
    String clean = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    out.writeCharSequence(clean, StandardCharsets.UTF_8);
    out.writeByte(0);
  }
}
