package io.pitwall.server.postgres.wire;

/** The codes that a packet at the start of a connection can begin with. */
public final class StartupCode {
  /** The version that this server speaks: major in the upper 16 bits, minor in the lower. */
  public static final int PROTOCOL_3_0 = 3 << 16;

  public static final int CANCEL_REQUEST = 80877102;
  public static final int SSL_REQUEST = 80877103;
  public static final int GSS_REQUEST = 80877104;

  private StartupCode() {}

  /** Whether the code is a version 3.x of the protocol. */
  public static boolean isProtocol3(int code) {
    return major(code) == 3;
  }

  public static int major(int code) {
    return code >>> 16;
  }

  public static int minor(int code) {
    return code & 0xFFFF;
  }

  /** Whether the client asks for an encrypted connection, of either kind. */
  public static boolean asksForEncryption(int code) {
    return code == SSL_REQUEST || code == GSS_REQUEST;
  }
}
