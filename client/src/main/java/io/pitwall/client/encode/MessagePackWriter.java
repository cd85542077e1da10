package io.pitwall.client.encode;

import java.nio.charset.StandardCharsets;

/** Writes the MessagePack types that the column form needs, each in its smallest form. */
final class MessagePackWriter {
  private final GrowableBytes out;

  MessagePackWriter(GrowableBytes out) {
    this.out = out;
  }

  void mapHeader(int size) {
    header(size, 0x80, 0xde);
  }

  void arrayHeader(int size) {
    header(size, 0x90, 0xdc);
  }

  private void header(int size, int small, int wide) {
    if (size < 16) {
      out.writeByte(small | size);
    } else if (size < 1 << 16) {
      out.writeByte(wide);
      out.writeInt16(size);
    } else {
      out.writeByte(wide + 1);
      out.writeInt32(size);
    }
  }

  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 32) {
      out.writeByte(0xa0 | bytes.length);
    } else if (bytes.length < 1 << 8) {
      out.writeByte(0xd9);
      out.writeByte(bytes.length);
    } else if (bytes.length < 1 << 16) {
      out.writeByte(0xda);
      out.writeInt16(bytes.length);
    } else {
      out.writeByte(0xdb);
      out.writeInt32(bytes.length);
    }
    out.writeBytes(bytes);
  }

  void integer(long value) {
    if (value >= 0) {
      positive(value);
    } else {
      negative(value);
    }
  }

  private void positive(long value) {
    if (value < 1 << 7) {
      out.writeByte((int) value);
    } else if (value < 1 << 8) {
      out.writeByte(0xcc);
      out.writeByte((int) value);
    } else if (value < 1 << 16) {
      out.writeByte(0xcd);
      out.writeInt16((int) value);
    } else if (value < 1L << 32) {
      out.writeByte(0xce);
      out.writeInt32((int) value);
    } else {
      wideInteger(value);
    }
  }

  private void negative(long value) {
    if (value >= -(1 << 5)) {
      out.writeByte((int) value);
    } else if (value >= Byte.MIN_VALUE) {
      out.writeByte(0xd0);
      out.writeByte((int) value);
    } else if (value >= Short.MIN_VALUE) {
      out.writeByte(0xd1);
      out.writeInt16((int) value);
    } else if (value >= Integer.MIN_VALUE) {
      out.writeByte(0xd2);
      out.writeInt32((int) value);
    } else {
      out.writeByte(0xd3);
      out.writeInt64(value);
    }
  }

  /**
   * Nine bytes whatever the value, so that it can be rewritten in place; not for negative values.
   */
  void wideInteger(long value) {
    out.writeByte(0xcf);
    out.writeInt64(value);
  }

  void number(double value) {
    out.writeByte(0xcb);
    out.writeInt64(Double.doubleToRawLongBits(value));
  }
}
