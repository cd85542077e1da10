package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSource;

/** The encodings of doubles, one row each; {@link DoubleEncodings} chooses among them. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum DoubleEncoding {
  CONSTANT(ConstantEncoding.DOUBLE_CODE, "constant", ConstantEncoding::readDoubles),
  DECIMAL(DecimalEncoding.CODE, "decimal", DecimalEncoding::read),
  RAW_BITS(DoubleBitsEncoding.CODE, "raw bits", DoubleBitsEncoding::read);

  @FunctionalInterface
  private interface Reader {
    void read(ByteSource in, int count, double[] into, int offset, Scratch scratch);
  }

  private static final DoubleEncoding[] ALL = values();

  private final EncodingRow row;
  private final Reader reader;

  DoubleEncoding(int code, String name, Reader reader) {
    this.row = new EncodingRow(code, EncodingRow.DOUBLES, name);
    this.reader = reader;
  }

  EncodingRow row() {
    return row;
  }

  /** Reads a block of any encoding of doubles. */
  static void read(ByteSource in, int count, double[] into, int offset, Scratch scratch) {
    int code = in.readByte();
    for (DoubleEncoding encoding : ALL) {
      if (encoding.row.code() == code) {
        encoding.reader.read(in, count, into, offset, scratch);
        return;
      }
    }
    throw EncodingRow.unknown(code, EncodingRow.DOUBLES);
  }
}
