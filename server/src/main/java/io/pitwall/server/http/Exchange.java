package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.pitwall.server.auth.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Owned by the connection's event loop, which alone changes its state;
 * {@link #answer} may be called from any thread, once.
 *
 * <pre>
 *   RECEIVING ──body whole──► RUNNING ──first bytes streamed──► STREAMING ──last bytes──► DONE
 *       │                        │                                                         ▲
 *       └──────── answer ────────┴──► READY ─────────────────── written ───────────────────┘
 * </pre>
 *
 * <p>A request that is answered before its body has come is READY or DONE while the rest of the
 * body is still read and discarded.
 */
public final class Exchange {
  /** How far the request is on its way to its answer. */
  enum State {
    /** The body is still coming. */
    RECEIVING,
    /** The body is whole, and there is no answer yet. */
    RUNNING,
    /** The answer waits until all earlier ones of the connection are written. */
    READY,
    /** The answer is being written in pieces. */
    STREAMING,
    /** The answer is written. */
    DONE
  }

  /**
   * Work that waits until all earlier answers are written.
   *
   * @param start begins the work; on the event loop
   * @param cancel ends the work, because the client is gone; on the event loop
   */
  private record Turn(Runnable start, Runnable cancel) {}

  private final ServerConnection connection;
  private final RequestHeader header;
  private final Principal principal;
  private final long startNanos;

  private State state = State.RECEIVING;
  private ErrorShape errors;
  private BodyReceiver receiver = BodyReceiver.DISCARD;
  private boolean received;
  private boolean closes;
  private boolean wantsContinue;
  private @Nullable Answer answer;
  private @Nullable Turn turn;
  private boolean started;

  /**
   * @param errors the form of errors until a route is found
   * @param startNanos when the headers were whole, on the monotonic clock
   */
  Exchange(
      ServerConnection connection,
      RequestHeader header,
      Principal principal,
      ErrorShape errors,
      long startNanos) {
    this.connection = connection;
    this.header = header;
    this.principal = principal;
    this.errors = errors;
    this.startNanos = startNanos;
    this.closes = !header.keepAlive();
  }

  /** The request line and headers. */
  public RequestHeader header() {
    return header;
  }

  /** Who sent the request. */
  public Principal principal() {
    return principal;
  }

  /** When the headers were whole, on the monotonic clock. */
  public long startNanos() {
    return startNanos;
  }

  /** Sends the answer once all earlier ones of the connection are sent. Any thread, once. */
  public void answer(Answer whole) {
    connection.answer(this, whole);
  }

  /**
   * Has work begin once all earlier answers of the connection are written, so that it may stream
   * its answer. To be called on the event loop, at most once, when the body is whole.
   *
   * @param start begins the work; called on the event loop, must not block
   * @param cancel called on the event loop if the client is gone before the answer is written, also
   *     if the work has not begun
   */
  public void inTurn(Runnable start, Runnable cancel) {
    turn = new Turn(start, cancel);
    connection.flushReady();
  }

  /**
   * Returns a stream to send the answer in pieces. Only for work that was begun by {@link #inTurn}.
   *
   * @param status such as 200
   */
  public AnswerStream stream(int status, String contentType) {
    return new AnswerStream(connection, this, status, contentType);
  }

  /** Gives the request to its route. */
  void begin(Route route) throws HttpRefusal {
    errors = route.errors();
    receiver = route.handler().begin(this);
    wantsContinue = header.expectsContinue() && header.hasBody() && state == State.RECEIVING;
  }

  /** Hands bytes of the body on. */
  void body(ByteBuf bytes, int length) throws HttpRefusal {
    wantsContinue = false;
    receiver.body(bytes, length);
  }

  /** The body is whole. */
  void bodyEnded() throws HttpRefusal {
    received = true;
    if (state == State.RECEIVING) {
      state = State.RUNNING;
    }
    receiver.end();
  }

  /** The rest of the body is not wanted. */
  void abandonBody() {
    receiver.abort();
    receiver = BodyReceiver.DISCARD;
  }

  /** Whether the body is whole. */
  boolean isReceived() {
    return received;
  }

  /** The form of errors. */
  ErrorShape errors() {
    return errors;
  }

  /** Whether the connection ends after the answer. */
  boolean closes() {
    return closes;
  }

  /** Has the connection end after the answer. */
  void close() {
    closes = true;
  }

  State state() {
    return state;
  }

  /** Whether there is an answer, whole or begun. */
  boolean isAnswered() {
    return switch (state) {
      case RECEIVING, RUNNING -> false;
      case READY, STREAMING, DONE -> true;
    };
  }

  /** Takes the whole answer. */
  void ready(Answer whole) {
    move(State.READY, !isAnswered());
    answer = whole;
  }

  /** Whether the client waits for permission to send the body; true at most once. */
  boolean takeContinue() {
    boolean wanted = wantsContinue;
    wantsContinue = false;
    return wanted;
  }

  /** Whether the client waits for permission to send the body, and has not got it. */
  boolean awaitsContinue() {
    return wantsContinue;
  }

  /** Begins the work that waited for its turn, if there is any and it has not begun. */
  void startTurn() {
    if (turn != null && !started) {
      started = true;
      turn.start().run();
    }
  }

  /** Whether work was given that ends when the client is gone. */
  boolean isCancellable() {
    return turn != null;
  }

  /** The client is gone. */
  void disconnected() {
    if (turn != null) {
      turn.cancel().run();
    }
  }

  /** The first bytes of the answer are written. */
  void streamBegan() {
    move(State.STREAMING, state == State.RUNNING);
  }

  /** The last bytes of the answer are written. */
  void streamEnded() {
    move(State.DONE, state == State.STREAMING);
  }

  /** Returns the whole answer, to be written now. */
  Answer takeAnswer() {
    move(State.DONE, state == State.READY);
    return Objects.requireNonNull(answer);
  }

  private void move(State to, boolean allowed) {
    if (!allowed) {
      throw new IllegalStateException("an exchange that is " + state + " can't become " + to);
    }
    state = to;
  }
}
