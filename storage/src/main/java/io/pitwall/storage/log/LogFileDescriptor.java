package io.pitwall.storage.log;

import io.pitwall.storage.format.FileHeader;
import io.pitwall.storage.format.LittleEndian;

/**
 * The header of a log file, and the names of log files.
 *
 * <pre>
 *   0        4         8          16          24         32       60       64
 *  +--------+---------+----------+-----------+----------+--------+--------+
 *  | magic  | version | number   | first LSN | epoch    | zeros  | CRC    |
 *  +--------+---------+----------+-----------+----------+--------+--------+
 *    int      int       long       long        long                int
 * </pre>
 *
 * <p>Magic is "PWLS". The number is that of the file name. First LSN and epoch are those of the
 * first record, the LSN 0 while there is none. The checksum covers bytes 0 to 59.
 *
 * <p>A header is written when the file gets its number and again before its first record is
 * durable; it shares no disk block with a record. Records are valid without it: it says which files
 * need not be read and shows that a file was renamed.
 */
final class LogFileDescriptor {

  /** The magic is "PWLS", read as a little-endian int. */
  private static final FileHeader HEADER =
      new FileHeader("log file", 0x534C_5750, Integer.BYTES, 1, 64);

  static final int HEADER_LENGTH = HEADER.length();

  /** Where the records begin: on a disk block of their own. */
  static final int RECORDS_OFFSET = 4096;

  /** First LSN of a log file that is prepared but has no record yet. */
  static final long NO_LSN = 0;

  static final String LOG_SUFFIX = ".log";
  static final String SPARE_SUFFIX = ".spare";

  private static final int NUMBER_DIGITS = 20;
  private static final int NUMBER_OFFSET = 2 * Integer.BYTES;
  private static final int FIRST_LSN_OFFSET = NUMBER_OFFSET + Long.BYTES;
  private static final int EPOCH_OFFSET = FIRST_LSN_OFFSET + Long.BYTES;

  private LogFileDescriptor() {}

  static byte[] header(long number, long firstLsn, long epoch) {
    byte[] header = HEADER.create();
    LittleEndian.putLong(header, NUMBER_OFFSET, number);
    LittleEndian.putLong(header, FIRST_LSN_OFFSET, firstLsn);
    LittleEndian.putLong(header, EPOCH_OFFSET, epoch);
    HEADER.seal(header);
    return header;
  }

  static boolean isValid(byte[] header) {
    return HEADER.isValid(header);
  }

  static long number(byte[] header) {
    return LittleEndian.getLong(header, NUMBER_OFFSET);
  }

  static long firstLsn(byte[] header) {
    return LittleEndian.getLong(header, FIRST_LSN_OFFSET);
  }

  static long epoch(byte[] header) {
    return LittleEndian.getLong(header, EPOCH_OFFSET);
  }

  static String logName(long number) {
    return digits(number) + LOG_SUFFIX;
  }

  static String spareName(long number) {
    return digits(number) + SPARE_SUFFIX;
  }

  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(NUMBER_DIGITS - digits.length()) + digits;
  }

  /**
   * The number in a file name, or −1 if {@link #logName} and {@link #spareName} make no such name.
   */
  static long numberOf(String name, String suffix) {
    if (name.length() != NUMBER_DIGITS + suffix.length() || !name.endsWith(suffix)) {
      return -1;
    }
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      char digit = name.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
    }
    try {
      return Long.parseLong(name.substring(0, NUMBER_DIGITS));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
