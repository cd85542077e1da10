package io.pitwall.storage.format;

import java.util.zip.CRC32C;

/** The checksum of all files: CRC-32C (Castagnoli), as the 32 bits of an int. */
public final class Checksum {
  private Checksum() {}

  public static int of(byte[] bytes, int offset, int length) {
    return of(new CRC32C(), bytes, offset, length);
  }

  /** The same with an object to reuse, for loops over many records. */
  public static int of(CRC32C reused, byte[] bytes, int offset, int length) {
    reused.reset();
    reused.update(bytes, offset, length);
    return (int) reused.getValue();
  }

  /**
   * The checksum of an identity and then the stored bytes. With the identity in it, bytes that lie
   * in another's place are damage too.
   */
  public static int ofIdentified(byte[] identity, byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(identity, 0, identity.length);
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
