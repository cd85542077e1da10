package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Cuts a connection's bytes into requests. Bytes of bodies are handed on in the read buffer, so
 * that the receiver copies them only once. Owned by an event loop.
 *
 * <p>Where the sink takes no further request, the bytes after a request are held until {@link
 * #resume}: one read buffer has room for thousands of requests.
 *
 * <p>After malformed bytes, or once stopped, all further bytes are read and discarded: closing a
 * socket with unread bytes resets the connection, and an answer could be lost.
 */
final class RequestFraming extends ChannelInboundHandlerAdapter {
  private enum State {
    HEADER,
    FIXED_BODY,
    CHUNK_SIZE,
    CHUNK_DATA,
    STOPPED
  }

  private static final int FIRST_HEADER_BYTES = 1024;

  private final RequestSink sink;
  private final int maxHeaderBytes;
  private final int maxHeaders;
  private final ChunkSizes chunks = new ChunkSizes();
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>();
  private boolean cutting;
  private State state = State.HEADER;
  private byte[] header = new byte[FIRST_HEADER_BYTES];
  private int headerLength;
  private int lineStart;
  private long left;

  RequestFraming(RequestSink sink, HttpLimits.Header limits) {
    this.sink = sink;
    this.maxHeaders = limits.maxCount();
    this.maxHeaderBytes = limits.maxBytes();
  }

  /** Takes no further request, and drops bytes that are held. */
  void stop() {
    state = State.STOPPED;
    resume();
  }

  /** Whether it takes no further request. */
  boolean isStopped() {
    return state == State.STOPPED;
  }

  /** Whether bytes that were read wait until the sink takes a request. */
  boolean holdsBytes() {
    return !held.isEmpty();
  }

  /** Whether the headers of a request have begun and are not whole. */
  boolean isInHeader() {
    return state == State.HEADER && headerLength > 0;
  }

  /** Whether a body has begun and is not whole. */
  boolean isInBody() {
    return state == State.FIXED_BODY || state == State.CHUNK_SIZE || state == State.CHUNK_DATA;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    held.add((ByteBuf) message);
    resume();
  }

  /** Goes on with bytes that are held, if the sink takes a request again. */
  void resume() {
    if (cutting) {
      return; // a caller further down the stack goes on
    }
    cutting = true;
    try {
      ByteBuf in = held.peek();
      while (in != null && (state != State.HEADER || sink.takesRequests())) {
        cut(in);
        if (!in.isReadable()) {
          held.remove().release();
        }
        in = held.peek();
      }
    } finally {
      cutting = false;
    }
  }

  private void cut(ByteBuf in) {
    try {
      if (in.isReadable()) {
        step(in);
      }
    } catch (HttpRefusal refusal) {
      stop();
      sink.malformed(refusal);
    }
  }

  private void step(ByteBuf in) throws HttpRefusal {
    switch (state) {
      case HEADER -> readHeader(in);
      case FIXED_BODY -> readBody(in);
      case CHUNK_DATA -> readBody(in);
      case CHUNK_SIZE -> readChunkSize(in);
      case STOPPED -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHeader(ByteBuf in) throws HttpRefusal {
    while (in.isReadable()) {
      byte c = in.readByte();
      if (headerLength == maxHeaderBytes) {
        throw new HttpRefusal(
            431,
            "the request's line and headers are longer than "
                + maxHeaderBytes
                + " bytes "
                + ConnectionLimits.MAX_HEADER_BYTES.clause());
      }
      if (headerLength == header.length) {
        header = Arrays.copyOf(header, Math.min(maxHeaderBytes, 2 * header.length));
      }
      header[headerLength++] = c;
      if (c == '\n' && endOfLine()) {
        return;
      }
    }
  }

  /** Whether the line that has just ended is the last one of the headers. */
  private boolean endOfLine() throws HttpRefusal {
    int end = headerLength - 2;
    if (end < lineStart || header[end] != '\r') {
      throw new HttpRefusal(400, "a line of the request header does not end with CR and LF");
    }
    boolean empty = end == lineStart;
    lineStart = headerLength;
    if (!empty) {
      return false;
    }
    int length = headerLength;
    headerLength = 0;
    lineStart = 0;
    if (length == 2) {
      return true; // an empty line before a request is skipped (RFC 9112 §2.2)
    }
    begin(RequestHeaderParser.parse(header, length, maxHeaders));
    return true;
  }

  private void begin(RequestHeader request) {
    if (request.chunked()) {
      chunks.reset();
      state = State.CHUNK_SIZE;
    } else if (request.contentLength() > 0) {
      left = request.contentLength();
      state = State.FIXED_BODY;
    }
    sink.header(request);
    if (state == State.HEADER) {
      sink.end();
    }
  }

  private void readBody(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    sink.body(in, length);
    if (left == 0 && state == State.FIXED_BODY) {
      state = State.HEADER;
      sink.end();
    } else if (left == 0 && state == State.CHUNK_DATA) {
      state = State.CHUNK_SIZE;
    }
  }

  private void readChunkSize(ByteBuf in) throws HttpRefusal {
    int size = chunks.read(in);
    if (size > 0) {
      left = size;
      state = State.CHUNK_DATA;
    } else if (size == 0) {
      state = State.HEADER;
      sink.end();
    }
  }
}
