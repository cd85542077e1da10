package io.pitwall.client.encode;

/**
 * What a CRC-32 becomes when a fixed number of bytes follow: {@code crc(a ‖ b) = shift(crc(a)) ^
 * crc(b)}.
 *
 * <p>Appending a zero bit is a linear map on the 32 bits of the register; squaring that map again
 * and again gives the map for any number of bytes. This is the method of zlib's {@code
 * crc32_combine} (Mark Adler).
 */
final class Crc32Shift {
  private static final int REFLECTED_POLYNOMIAL = 0xEDB88320;

  /** Column i is the image of bit i. */
  private final int[] matrix;

  Crc32Shift(long followingBytes) {
    int[] result = new int[32];
    int[] power = new int[32];
    for (int i = 0; i < 32; i++) {
      result[i] = 1 << i;
      power[i] = i == 0 ? REFLECTED_POLYNOMIAL : 1 << (i - 1);
    }
    for (int i = 0; i < 3; i++) {
      power = product(power, power); // from one bit to one byte
    }
    for (long left = followingBytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        result = product(power, result);
      }
      power = product(power, power);
    }
    matrix = result;
  }

  int apply(int crc) {
    return times(matrix, crc);
  }

  private static int times(int[] matrix, int vector) {
    int sum = 0;
    for (int rest = vector; rest != 0; rest &= rest - 1) {
      sum ^= matrix[Integer.numberOfTrailingZeros(rest)];
    }
    return sum;
  }

  private static int[] product(int[] left, int[] right) {
    int[] product = new int[32];
    for (int i = 0; i < 32; i++) {
      product[i] = times(left, right[i]);
    }
    return product;
  }
}
