package io.pitwall.client.send;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A small HTTP server whose every answer a test decides, one thread a connection. */
public final class LoopbackServer implements AutoCloseable {
  /** A whole answer that takes a write. */
  public static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

  /** One request as it came. */
  public record Request(int connection, String header, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Decides an answer. */
  public interface Script {
    /** The pieces to write, each flushed by itself; null to close the connection unanswered. */
    @Nullable List<String> answer(Request request) throws Exception;
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Script script;
  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /** Listens at once. */
  public LoopbackServer(Script script) throws IOException {
    this.script = script;
    Thread.ofPlatform().daemon().start(this::acceptAll);
  }

  /** A server that gives every request the same answer. */
  public static LoopbackServer answering(String answer) throws IOException {
    return new LoopbackServer(request -> List.of(answer));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Every request so far in the order in which they came in. */
  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  private void acceptAll() {
    for (int number = 0; !listener.isClosed(); number++) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        int connection = number;
        Thread.ofPlatform().daemon().start(() -> serve(socket, connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int connection) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        Request request = read(in, connection);
        requests.add(request);
        List<String> pieces = script.answer(request);
        if (pieces == null) {
          return;
        }
        for (String piece : pieces) {
          out.write(piece.getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
        if (String.join("", pieces).contains("Connection: close")) {
          return;
        }
      }
    } catch (Exception e) {
      // The client went away, or the test is over.
    }
  }

  private static Request read(InputStream in, int connection) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.length() < 4 || !header.substring(header.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      header.append((char) next);
    }
    String marker = "Content-Length: ";
    int at = header.indexOf(marker) + marker.length();
    int length = Integer.parseInt(header.substring(at, header.indexOf("\r\n", at)));
    return new Request(connection, header.toString(), in.readNBytes(length));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
