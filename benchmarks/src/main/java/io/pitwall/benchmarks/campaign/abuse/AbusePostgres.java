package io.pitwall.benchmarks.campaign.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Messages of the PostgreSQL protocol 3.0 on one connection, as bytes. */
final class AbusePostgres implements AutoCloseable {
  private static final int PROTOCOL = 3 << 16;
  private static final int CANCEL = 80_877_102;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int MAX_PAYLOAD = 64 << 20;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final AtomicLong NONCES = new AtomicLong();

  /** A message of the server. */
  record Message(char type, ByteBuffer payload) {}

  private final AbuseSocket socket;
  private final ByteBuffer received = ByteBuffer.allocate(CHUNK_BYTES).flip();
  private int cancelPid;
  private int cancelKey;
  private long rows;
  private String tag = "";

  AbusePostgres(AbuseSocket socket) {
    this.socket = socket;
  }

  /** The connection below. */
  AbuseSocket socket() {
    return socket;
  }

  /** The first packet of a client. */
  static byte[] startup(String user, String database) {
    byte[] names =
        ("user\0" + user + "\0database\0" + database + "\0\0").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + names.length)
        .putInt(8 + names.length)
        .putInt(PROTOCOL)
        .put(names)
        .array();
  }

  /** The only packet of a client that wants a statement cancelled. */
  static byte[] cancel(int pid, int key) {
    return ByteBuffer.allocate(16).putInt(16).putInt(CANCEL).putInt(pid).putInt(key).array();
  }

  /** The packet that cancels the statement of this session. */
  byte[] cancelOfThis() {
    return cancel(cancelPid, cancelKey);
  }

  /** A message of a client. */
  static byte[] message(char type, byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length)
        .put((byte) type)
        .putInt(4 + payload.length)
        .put(payload)
        .array();
  }

  /** A simple query. */
  static byte[] query(String sql) {
    return message('Q', (sql + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** The message that begins the password exchange. */
  static byte[] firstPassword(String first) {
    byte[] data = first.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((AbuseScram.MECHANISM + "\0").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(data);
    return message('p', out.toByteArray());
  }

  /** Logs in; gives {@link AbuseAnswer#DONE}, the refusal, or {@link AbuseAnswer#CLOSED}. */
  AbuseAnswer login(String user, String database, String password) throws IOException {
    AbuseScram scram = new AbuseScram(password, "abuse" + NONCES.incrementAndGet());
    socket.write(startup(user, database));
    for (Message message = next(); message != null; message = next()) {
      switch (message.type()) {
        case 'R' -> authenticate(message.payload(), scram);
        case 'K' -> {
          cancelPid = message.payload().getInt();
          cancelKey = message.payload().getInt();
        }
        case 'E' -> {
          return error(message.payload());
        }
        case 'Z' -> {
          return new AbuseAnswer(AbuseAnswer.DONE, "");
        }
        default -> {} // settings, notices
      }
    }
    return AbuseAnswer.closed();
  }

  private void authenticate(ByteBuffer payload, AbuseScram scram) throws IOException {
    int step = payload.getInt();
    if (step == SASL) {
      socket.write(firstPassword(scram.first()));
    } else if (step == SASL_CONTINUE) {
      String answer = scram.last(StandardCharsets.UTF_8.decode(payload).toString());
      socket.write(message('p', answer.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** Sends a simple query and reads its answer to the end. */
  AbuseAnswer ask(String sql) throws IOException {
    try {
      socket.write(query(sql));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return answer(); // the reason may have come before the end
    }
    return answer();
  }

  /**
   * Reads until the server is ready again.
   *
   * @return the first error, or the first value of the first row
   */
  AbuseAnswer answer() throws IOException {
    AbuseAnswer answer = new AbuseAnswer(AbuseAnswer.DONE, "");
    try {
      for (Message message = next(); message != null; message = next()) {
        if (message.type() == 'E' && answer.is(AbuseAnswer.DONE)) {
          answer = error(message.payload());
        } else if (message.type() == 'D') {
          rows++;
          if (answer.text().isEmpty()) {
            answer = new AbuseAnswer(answer.code(), firstValue(message.payload()));
          }
        } else if (message.type() == 'C') {
          tag = StandardCharsets.UTF_8.decode(message.payload()).toString().replace("\0", "");
        } else if (message.type() == 'Z') {
          return answer;
        }
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return answer.is(AbuseAnswer.DONE) ? AbuseAnswer.closed() : answer;
    }
    return answer.is(AbuseAnswer.DONE) ? AbuseAnswer.closed() : answer;
  }

  /** Whether the answers so far brought as many rows, and the last tag says so. */
  boolean hasRead(long count) {
    return rows == count && tag.equals("SELECT " + count);
  }

  private static String firstValue(ByteBuffer row) {
    row.getShort(); // number of columns
    int length = row.getInt();
    return length < 0
        ? "null"
        : StandardCharsets.UTF_8.decode(row.slice(row.position(), length)).toString();
  }

  private static AbuseAnswer error(ByteBuffer payload) {
    String code = "no SQLSTATE";
    String text = "";
    for (String field : StandardCharsets.UTF_8.decode(payload).toString().split("\0", -1)) {
      if (field.startsWith("C")) {
        code = field.substring(1);
      } else if (field.startsWith("M")) {
        text = field.substring(1);
      }
    }
    return new AbuseAnswer(code, text);
  }

  /** The next message, or null at the end. */
  @Nullable Message next() throws IOException {
    int type = nextByte();
    if (type < 0) {
      return null;
    }
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length = (length << 8) | (nextByte() & 0xFF);
    }
    if (length < 4 || length > MAX_PAYLOAD) {
      throw new IOException("the server sent a message of " + length + " bytes");
    }
    byte[] payload = new byte[length - 4];
    for (int i = 0; i < payload.length; i++) {
      int next = nextByte();
      if (next < 0) {
        return null;
      }
      payload[i] = (byte) next;
    }
    return new Message((char) type, ByteBuffer.wrap(payload));
  }

  private int nextByte() throws IOException {
    if (!received.hasRemaining()) {
      received.clear();
      int count = socket.read(received);
      received.flip();
      if (count < 0) {
        return -1;
      }
    }
    return received.get() & 0xFF;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
