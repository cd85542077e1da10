package io.pitwall.server.postgres;

import io.pitwall.server.postgres.wire.StartupCode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A client that speaks the protocol byte by byte, its own SCRAM included. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";

  /** A message of the server. */
  record Message(char type, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** A field of an ErrorResponse, or empty. */
    String field(char code) {
      for (String field : text().split("\0", -1)) {
        if (!field.isEmpty() && field.charAt(0) == code) {
          return field.substring(1);
        }
      }
      return "";
    }

    @Override
    public String toString() {
      return type + ":" + text().replace('\0', '|');
    }
  }

  final Socket socket = new Socket();
  private final DataInputStream in;
  private int processId;
  private int secret;

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  int processId() {
    return processId;
  }

  int secret() {
    return secret;
  }

  void send(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
    socket.getOutputStream().flush();
  }

  /** Logs in as admin to the database {@code race}; reads up to ReadyForQuery. */
  List<Message> login(String password) throws IOException {
    send(startup(196608, "user", "admin", "database", "race"));
    return finishLogin(password);
  }

  List<Message> finishLogin(String password) throws IOException {
    Message start = read();
    if (start.type() != 'R' || !start.text().contains("SCRAM-SHA-256\0\0")) {
      throw new IOException("no offer of SCRAM: " + start);
    }
    return finishLoginAfterOffer(password);
  }

  /** Goes on with a login after the offer of SCRAM was read. */
  List<Message> finishLoginAfterOffer(String password) throws IOException {
    String clientFirst = "n=,r=" + CLIENT_NONCE;
    send(saslInitial("SCRAM-SHA-256", "n,," + clientFirst));
    Message challenge = read();
    if (challenge.type() != 'R') {
      throw new IOException("no challenge: " + challenge);
    }
    String serverFirst = challenge.text().substring(4);
    String clientLast = "c=biws," + serverFirst.split(",", -1)[0];
    String signed = clientFirst + ',' + serverFirst + ',' + clientLast;
    send(message('p', utf8(clientLast + ",p=" + proof(password, serverFirst, signed))));
    List<Message> answers = readUntilReady();
    for (Message answer : answers) {
      if (answer.type() == 'K') {
        ByteBuffer key = ByteBuffer.wrap(answer.body());
        processId = key.getInt();
        secret = key.getInt();
      }
    }
    return answers;
  }

  /** What the server says to a query, ReadyForQuery included. */
  List<Message> query(String sql) throws IOException {
    send(query0(sql));
    return readUntilReady();
  }

  /** Up to ReadyForQuery, or to the end of the connection. */
  List<Message> readUntilReady() throws IOException {
    List<Message> messages = new ArrayList<>();
    while (messages.isEmpty() || messages.getLast().type() != 'Z') {
      try {
        messages.add(read());
      } catch (EOFException e) {
        break;
      }
    }
    return messages;
  }

  Message read() throws IOException {
    char type = (char) in.readUnsignedByte();
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return new Message(type, body);
  }

  int readByte() throws IOException {
    return in.read();
  }

  static byte[] query0(String sql) {
    return message('Q', utf8(sql + '\0'));
  }

  static byte[] startup(int code, String... settings) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ByteBuffer.allocate(4).putInt(code).array());
    for (String part : settings) {
      body.writeBytes(utf8(part + '\0'));
    }
    body.write(0);
    return packet(body.toByteArray());
  }

  /** Length and body, without a type. */
  static byte[] packet(byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(4 + body.length).put(body).array();
  }

  static byte[] code(int code) {
    return packet(ByteBuffer.allocate(4).putInt(code).array());
  }

  static byte[] cancel(int processId, int secret) {
    return packet(
        ByteBuffer.allocate(12)
            .putInt(StartupCode.CANCEL_REQUEST)
            .putInt(processId)
            .putInt(secret)
            .array());
  }

  static byte[] message(char type, byte[] body) {
    byte[] packet = packet(body);
    return ByteBuffer.allocate(1 + packet.length).put((byte) type).put(packet).array();
  }

  static byte[] saslInitial(String mechanism, String data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(utf8(mechanism + '\0'));
    out.writeInt(utf8(data).length);
    out.write(utf8(data));
    return message('p', bytes.toByteArray());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String proof(String password, String serverFirst, String signed)
      throws IOException {
    String[] parts = serverFirst.split(",", -1);
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    int iterations = Integer.parseInt(parts[2].substring(2));
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] clientKey = hmac(salted, utf8("Client Key"));
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] signature = hmac(storedKey, utf8(signed));
      for (int i = 0; i < clientKey.length; i++) {
        clientKey[i] ^= signature[i];
      }
      return Base64.getEncoder().encodeToString(clientKey);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
