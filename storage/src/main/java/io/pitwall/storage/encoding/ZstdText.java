package io.pitwall.storage.encoding;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * The zstd contexts of one encoder or decoder. They hold native memory, are made at first use and
 * freed when their owner is garbage. Owned by one thread.
 */
final class ZstdText {
  private static final Cleaner CLEANER = Cleaner.create();

  private @Nullable ZstdCompressCtx compressor;
  private @Nullable ZstdDecompressCtx decompressor;

  ZstdText() {}

  /**
   * Compresses to the bytes after the sink's end and leaves its size as it is.
   *
   * @return the compressed bytes
   */
  int compress(byte[] bytes, int offset, int length, int level, ByteSink out) {
    ZstdCompressCtx context = compressor;
    if (context == null) {
      context = new ZstdCompressCtx();
      CLEANER.register(this, context::close);
      compressor = context;
    }
    context.setLevel(level);
    int bound = Math.toIntExact(Zstd.compressBound(length));
    out.ensure(bound);
    return context.compressByteArray(out.array(), out.size(), bound, bytes, offset, length);
  }

  /**
   * @throws CorruptDataException when the bytes are no zstd frame of exactly {@code expected} bytes
   */
  void decompress(byte[] bytes, int offset, int length, byte[] into, int expected) {
    ZstdDecompressCtx context = decompressor;
    if (context == null) {
      context = new ZstdDecompressCtx();
      CLEANER.register(this, context::close);
      decompressor = context;
    }
    int found;
    try {
      found = context.decompressByteArray(into, 0, expected, bytes, offset, length);
    } catch (ZstdException e) {
      throw new CorruptDataException("compressed text is damaged: " + e.getMessage(), e);
    }
    if (found != expected) {
      throw new CorruptDataException(
          "compressed text holds " + found + " bytes, its strings " + expected);
    }
  }
}
