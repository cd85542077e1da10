package io.pitwall.storage.format;

/**
 * The part of a file's header that is the same in all kinds of files: a magic number, the version
 * of the format, and at the end the checksum of all bytes before it. Between version and checksum
 * lie the fields of the kind of file, and zeros.
 *
 * <pre>
 *  0         magic      4 or 8 bytes
 *  4 or 8    version    int
 *  …         fields of the kind of file
 *  length-4  checksum   int, CRC-32C of the bytes before
 * </pre>
 *
 * @param kind what the file is, for messages: "manifest"
 * @param magic the first bytes, little-endian; the upper half is unused where they are 4
 * @param magicBytes 4 or 8
 * @param version the one that is written, and the only one that is read
 * @param length bytes of the header, a multiple of 4
 */
public record FileHeader(String kind, long magic, int magicBytes, int version, int length) {

  /** A header with magic and version, and zeros after them. */
  public byte[] create() {
    byte[] header = new byte[length];
    if (magicBytes == Long.BYTES) {
      LittleEndian.putLong(header, 0, magic);
    } else {
      LittleEndian.putInt(header, 0, (int) magic);
    }
    LittleEndian.putInt(header, versionOffset(), version);
    return header;
  }

  /** Writes the checksum of a header whose fields are complete, and returns it. */
  public int seal(byte[] header) {
    int checksum = Checksum.of(header, 0, checksumOffset());
    LittleEndian.putInt(header, checksumOffset(), checksum);
    return checksum;
  }

  /**
   * Checks all but the fields of the kind of file.
   *
   * @param header begins with the header; may be longer or, in a file that was cut, shorter
   * @throws DamagedFileException if this is no file of the kind, or its header is damaged
   * @throws UnknownFormatException if the header is sound and of another version
   */
  public void check(String path, byte[] header)
      throws DamagedFileException, UnknownFormatException {
    if (!hasMagic(header)) {
      throw new DamagedFileException(path, 0, "it does not start as a " + kind + " does");
    }
    if (!isChecksumRight(header)) {
      throw new DamagedFileException(path, 0, "the header's checksum is wrong");
    }
    int found = LittleEndian.getInt(header, versionOffset());
    if (found != version) {
      throw new UnknownFormatException(path, kind + " version " + found);
    }
  }

  /** Whether {@link #check} would accept the header. */
  public boolean isValid(byte[] header) {
    return hasMagic(header)
        && isChecksumRight(header)
        && LittleEndian.getInt(header, versionOffset()) == version;
  }

  /** The checksum that a header says it has. */
  public int checksumOf(byte[] header) {
    return LittleEndian.getInt(header, checksumOffset());
  }

  private boolean hasMagic(byte[] header) {
    return header.length >= length
        && (magicBytes == Long.BYTES
            ? LittleEndian.getLong(header, 0) == magic
            : LittleEndian.getInt(header, 0) == (int) magic);
  }

  private boolean isChecksumRight(byte[] header) {
    return checksumOf(header) == Checksum.of(header, 0, checksumOffset());
  }

  private int versionOffset() {
    return magicBytes;
  }

  private int checksumOffset() {
    return length - Integer.BYTES;
  }
}
