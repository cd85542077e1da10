package io.pitwall.storage.format;

import java.util.ArrayList;
import java.util.List;

/** Frames after one another, each: varint kind, varint length of the body, body. */
public final class Frames {
  /** Reads the body of one frame. */
  @FunctionalInterface
  public interface BodyReader<T> {
    /**
     * Reads the whole body.
     *
     * @throws UnknownFormatException if no body of this kind is known
     */
    T read(int kind, ByteSource body) throws UnknownFormatException;
  }

  private Frames() {}

  /** Appends one frame. */
  public static void put(int kind, ByteSink body, ByteSink into) {
    into.putVarInt(kind);
    into.putVarInt(body.size());
    into.putBytes(body.array(), 0, body.size());
  }

  /**
   * Reads all frames, in their order.
   *
   * @throws CorruptDataException if a frame is longer or shorter than its body
   * @throws UnknownFormatException if a frame is of an unknown kind
   */
  public static <T> List<T> readAll(byte[] bytes, BodyReader<T> reader)
      throws UnknownFormatException {
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    List<T> read = new ArrayList<>();
    while (source.remaining() > 0) {
      int kind = source.readVarInt();
      byte[] content = source.readBytes(source.readVarInt());
      ByteSource body = new ByteSource(content, 0, content.length);
      read.add(reader.read(kind, body));
      if (body.remaining() != 0) {
        throw new CorruptDataException("a change of kind " + kind + " is too long");
      }
    }
    return read;
  }
}
