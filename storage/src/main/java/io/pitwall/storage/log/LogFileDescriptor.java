package io.pitwall.storage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Layout of a log file's header, and the names of log files.
 *
 * <pre>
 *   0        4         8          16          24         32       60       64
 *  +--------+---------+----------+-----------+----------+--------+--------+
 *  | magic  | version | number   | first LSN | epoch    | zeros  | CRC    |
 *  +--------+---------+----------+-----------+----------+--------+--------+
 * </pre>
 *
 * <p>The header is rewritten only twice in a life, both times before a record of the log file is
 * durable, and shares no disk block with a record. Records stand for themselves: the header tells
 * which log files need not be read and finds files that were renamed.
 */
final class LogFileDescriptor {

  /** "PWLS" read as a little-endian int. */
  static final int MAGIC = 0x534C_5750;

  static final int VERSION = 1;
  static final int HEADER_LENGTH = 64;

  /** Where the records begin: on a disk block of their own. */
  static final int RECORDS_OFFSET = 4096;

  /** First LSN of a log file that is prepared but has no record yet. */
  static final long NO_LSN = 0;

  static final String LOG_SUFFIX = ".log";
  static final String SPARE_SUFFIX = ".spare";

  private static final int NUMBER_DIGITS = 20;
  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = 4;
  private static final int NUMBER_OFFSET = 8;
  private static final int FIRST_LSN_OFFSET = 16;
  private static final int EPOCH_OFFSET = 24;
  private static final int CRC_OFFSET = 60;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LogFileDescriptor() {}

  static byte[] header(long number, long firstLsn, long epoch) {
    byte[] header = new byte[HEADER_LENGTH];
    INT.set(header, MAGIC_OFFSET, MAGIC);
    INT.set(header, VERSION_OFFSET, VERSION);
    LONG.set(header, NUMBER_OFFSET, number);
    LONG.set(header, FIRST_LSN_OFFSET, firstLsn);
    LONG.set(header, EPOCH_OFFSET, epoch);
    INT.set(
        header, CRC_OFFSET, RecordDescriptor.crcOf(new CRC32C(), header, MAGIC_OFFSET, CRC_OFFSET));
    return header;
  }

  static boolean isValid(byte[] header) {
    return (int) INT.get(header, MAGIC_OFFSET) == MAGIC
        && (int) INT.get(header, VERSION_OFFSET) == VERSION
        && (int) INT.get(header, CRC_OFFSET)
            == RecordDescriptor.crcOf(new CRC32C(), header, MAGIC_OFFSET, CRC_OFFSET);
  }

  static long number(byte[] header) {
    return (long) LONG.get(header, NUMBER_OFFSET);
  }

  static long firstLsn(byte[] header) {
    return (long) LONG.get(header, FIRST_LSN_OFFSET);
  }

  static long epoch(byte[] header) {
    return (long) LONG.get(header, EPOCH_OFFSET);
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

  /** The number in a file name, or -1 if it is not a name that {@link #logName} etc. make. */
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
