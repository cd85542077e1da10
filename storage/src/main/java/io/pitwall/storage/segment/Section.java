package io.pitwall.storage.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;

/**
 * Where a part of the file other than a block lies.
 *
 * @param storedLength bytes in the file; less than {@code length} if they are compressed
 * @param length bytes of the payload
 * @param crc over the identity and the stored bytes
 */
record Section(long offset, int storedLength, int length, int crc) {
  private static final int ZSTD_LEVEL = 3;

  /** A payload is stored compressed if that makes it smaller than this part of its size. */
  private static final double WORTH_COMPRESSING = 0.85;

  private static final int LEAST_COMPRESSED = 128;

  /** A payload ready to be stored: compressed if that saves enough. */
  static byte[] stored(ByteSink payload) {
    byte[] plain = new byte[payload.size()];
    System.arraycopy(payload.array(), 0, plain, 0, plain.length);
    if (plain.length < LEAST_COMPRESSED) {
      return plain;
    }
    byte[] packed = Zstd.compress(plain, ZSTD_LEVEL);
    return packed.length < plain.length * WORTH_COMPRESSING ? packed : plain;
  }

  void write(ByteSink sink) {
    sink.putVarLong(offset);
    sink.putVarInt(storedLength);
    sink.putVarInt(length);
    sink.putInt(crc);
  }

  /**
   * @param end where the sections of the file end
   */
  static Section read(ByteSource source, long end) {
    long offset = source.readVarLong();
    int storedLength = source.readVarInt();
    int length = source.readVarInt();
    int crc = source.readInt();
    if (offset < SegmentFormat.HEADER_BYTES
        || storedLength < 0
        || length < storedLength
        || offset > end - storedLength) {
      throw new CorruptDataException(
          "a section of %d bytes at %d lies outside the file".formatted(storedLength, offset));
    }
    return new Section(offset, storedLength, length, crc);
  }

  /** Reads, checks and unpacks the payload. */
  byte[] load(StoredFile file, SegmentInfo segment, int columnId, int number) throws IOException {
    byte[] bytes = new byte[storedLength];
    SegmentFile.readFully(file, offset, bytes, storedLength);
    int found =
        SegmentFormat.crc(
            segment.fileId(), segment.tableId(), columnId, number, bytes, 0, storedLength);
    if (found != crc) {
      throw new DamagedFileException(
          file.path(),
          offset,
          "the checksum of the %s of table %d is wrong"
              .formatted(describe(columnId, number), segment.tableId()));
    }
    if (storedLength == length) {
      return bytes;
    }
    try {
      byte[] plain = Zstd.decompress(bytes, length);
      if (plain.length == length) {
        return plain;
      }
    } catch (ZstdException e) {
      throw new DamagedFileException(
          file.path(), offset, "the " + describe(columnId, number) + " can't be unpacked", e);
    }
    throw new DamagedFileException(
        file.path(), offset, "the " + describe(columnId, number) + " has another length");
  }

  static String describe(int columnId, int number) {
    return switch (number) {
      case SegmentFormat.INDEX -> "block index of column " + columnId;
      case SegmentFormat.DICTIONARY -> "dictionary of column " + columnId;
      case SegmentFormat.SERIES -> "series directory";
      case SegmentFormat.FOOTER -> "footer";
      default -> "block %d of column %d".formatted(number, columnId);
    };
  }
}
