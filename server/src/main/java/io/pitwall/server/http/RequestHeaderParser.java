package io.pitwall.server.http;

import io.pitwall.server.http.RequestHeader.ClientConnection;
import io.pitwall.server.http.RequestHeader.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the line and headers of a request (RFC 9112) in one pass over their bytes. Refuses whatever
 * two readers could understand differently: folded headers, blanks before a colon, a length beside
 * a transfer coding, two lengths, control characters.
 *
 * <p>The line and the headers are checked in the order they were sent, then the target, then what
 * the headers say together: the first fault found is the one reported.
 */
final class RequestHeaderParser {
  private static final int BAD_REQUEST = 400;
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
  private static final boolean[] IS_TOKEN = tokenCharacters();
  private static final int BYTE = 0xFF;
  private static final int DELETE = 0x7F;
  private static final int FIRST_FIELDS = 8;

  private static final byte[] NEWEST_VERSION = ascii("HTTP/1.1");
  private static final byte[] OLDER_VERSION = ascii("HTTP/1.0");
  private static final byte[] ANY_VERSION = ascii("HTTP/");
  private static final byte[] POST = ascii("POST");
  private static final byte[] GET = ascii("GET");
  private static final byte[][] SCHEMES = {ascii("http://"), ascii("https://")};

  /** What a host and port may hold besides the characters of tokens. */
  private static final String HOST_SYMBOLS = ":[]";

  private static final byte[] CLOSE = ascii("close");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");

  private final byte[] bytes;
  private int at;

  // The known headers found so far: names, and where their values start and end.
  private HeaderName[] names = new HeaderName[FIRST_FIELDS];
  private int[] starts = new int[FIRST_FIELDS];
  private int[] ends = new int[FIRST_FIELDS];
  private int known;

  private RequestHeaderParser(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Parses a request header.
   *
   * @param header lines that each end with CRLF, the empty last one included, in [0, length); only
   *     read, so the caller may use the array again
   * @param maxHeaders how many headers are allowed
   * @throws HttpRefusal 400, 417, 431 or 505 with the reason
   */
  static RequestHeader parse(byte[] header, int length, int maxHeaders) throws HttpRefusal {
    return new RequestHeaderParser(Arrays.copyOf(header, length)).parse(maxHeaders);
  }

  private RequestHeader parse(int maxHeaders) throws HttpRefusal {
    int methodEnd = wordOfRequestLine();
    String method = method(methodEnd);
    int target = at;
    int targetEnd = wordOfRequestLine();
    boolean isNewest = isNewestVersion();
    HeaderFields fields = fields(maxHeaders);
    RequestTarget requested = target(method, target, targetEnd);
    int hosts = fields.count(HeaderName.HOST);
    if (hosts > 1 || (isNewest && hosts == 0)) {
      throw bad("a request has exactly one Host header");
    }
    return new RequestHeader(
        requested,
        fields,
        BodyDeclaration.of(fields, isNewest),
        new ClientConnection(isNewest, isKeptAlive(fields, isNewest)));
  }

  /** Goes past a word of the request line and the blank after it. Returns the end of the word. */
  private int wordOfRequestLine() throws HttpRefusal {
    int end = at;
    while (!isEndOfLine(end) && bytes[end] != ' ') {
      end++;
    }
    if (isEndOfLine(end)) {
      throw noRequestLine();
    }
    at = end + 1;
    return end;
  }

  private String method(int end) throws HttpRefusal {
    if (AsciiBytes.equals(bytes, 0, end, POST)) {
      return "POST";
    }
    if (AsciiBytes.equals(bytes, 0, end, GET)) {
      return "GET";
    }
    for (int i = 0; i < end; i++) {
      if (!IS_TOKEN[bytes[i] & BYTE]) {
        throw noRequestLine();
      }
    }
    if (end == 0) {
      throw noRequestLine();
    }
    return new String(bytes, 0, end, StandardCharsets.US_ASCII);
  }

  /** Goes past the version and the end of its line. Returns whether it is 1.1 and not 1.0. */
  private boolean isNewestVersion() throws HttpRefusal {
    int from = at;
    int end = from;
    for (; !isEndOfLine(end); end++) {
      if (bytes[end] == ' ') {
        throw noRequestLine();
      }
    }
    nextLine(end);
    if (AsciiBytes.equals(bytes, from, end, NEWEST_VERSION)) {
      return true;
    }
    if (AsciiBytes.equals(bytes, from, end, OLDER_VERSION)) {
      return false;
    }
    int prefixEnd = Math.min(end, from + ANY_VERSION.length);
    if (AsciiBytes.equals(bytes, from, prefixEnd, ANY_VERSION)) {
      throw new HttpRefusal(505, "the HTTP version is not supported; use HTTP/1.1 or HTTP/1.0");
    }
    throw noRequestLine();
  }

  private HeaderFields fields(int maxHeaders) throws HttpRefusal {
    for (int count = 0; !isEndOfLine(at); count++) {
      if (count == maxHeaders) {
        throw new HttpRefusal(
            431, "more than " + maxHeaders + " headers " + ConnectionLimits.MAX_HEADERS.clause());
      }
      field();
    }
    return new HeaderFields(
        bytes,
        Arrays.copyOf(names, known),
        Arrays.copyOf(starts, known),
        Arrays.copyOf(ends, known));
  }

  /** Goes past a header and keeps it if its name is known. */
  private void field() throws HttpRefusal {
    int name = at;
    int nameEnd = name;
    while (nameEnd < bytes.length && IS_TOKEN[bytes[nameEnd] & BYTE]) {
      nameEnd++;
    }
    if (nameEnd == name || nameEnd == bytes.length || bytes[nameEnd] != ':') {
      throw bad("a header line is not 'Name: value'; folded headers are not taken");
    }
    int value = nameEnd + 1;
    while (value < bytes.length && AsciiBytes.isBlank(bytes[value])) {
      value++;
    }
    int valueEnd = value;
    int end = value;
    for (; !isEndOfLine(end); end++) {
      byte c = bytes[end];
      if (!AsciiBytes.isBlank(c)) {
        if ((c >= 0 && c < ' ') || c == DELETE) {
          throw bad("a header holds a control character");
        }
        valueEnd = end + 1;
      }
    }
    nextLine(end);
    HeaderName found = HeaderName.of(bytes, name, nameEnd);
    if (found != null) {
      keep(found, value, valueEnd);
    }
  }

  private void keep(HeaderName name, int start, int end) {
    if (known == names.length) {
      names = Arrays.copyOf(names, 2 * known);
      starts = Arrays.copyOf(starts, 2 * known);
      ends = Arrays.copyOf(ends, 2 * known);
    }
    names[known] = name;
    starts[known] = start;
    ends[known] = end;
    known++;
  }

  private RequestTarget target(String method, int from, int to) throws HttpRefusal {
    int host = afterScheme(from, to);
    int path = host == from ? from : endOfAuthority(host, to);
    if (host == from && (from == to || bytes[from] != '/')) {
      throw bad("the request's target begins neither with '/' nor with 'http://' and a host");
    }
    int question = path;
    while (question < to && bytes[question] != '?') {
      question++;
    }
    QueryParameters parameters = QueryParameters.parse(bytes, Math.min(question + 1, to), to);
    String decoded = question == path ? "/" : TargetText.decode(bytes, path, question, false);
    String authority =
        path == from ? null : new String(bytes, host, path - host, StandardCharsets.US_ASCII);
    return new RequestTarget(method, decoded, authority, parameters);
  }

  /** Returns where the host begins in a target with a scheme; {@code from} if it has none. */
  private int afterScheme(int from, int to) {
    for (byte[] scheme : SCHEMES) {
      int end = from + scheme.length;
      if (end <= to && AsciiBytes.equalsIgnoreCase(bytes, from, end, scheme)) {
        return end;
      }
    }
    return from;
  }

  /** Returns the end of a host and its port; what else an authority may hold is refused. */
  private int endOfAuthority(int from, int to) throws HttpRefusal {
    int end = from;
    while (end < to && bytes[end] != '/' && bytes[end] != '?') {
      if (!IS_TOKEN[bytes[end] & BYTE] && HOST_SYMBOLS.indexOf(bytes[end]) < 0) {
        throw bad("the host in the request's target holds a character that no host has");
      }
      end++;
    }
    if (end == from) {
      throw bad("the request's target has a scheme and no host");
    }
    return end;
  }

  private static boolean isKeptAlive(HeaderFields fields, boolean isNewest) {
    return !fields.listContains(HeaderName.CONNECTION, CLOSE)
        && (isNewest || fields.listContains(HeaderName.CONNECTION, KEEP_ALIVE));
  }

  /** Whether a line ends at this index: CRLF lies there, or nothing more. */
  private boolean isEndOfLine(int index) {
    return index >= bytes.length
        || (bytes[index] == '\r' && index + 1 < bytes.length && bytes[index + 1] == '\n');
  }

  private void nextLine(int endOfLine) {
    at = endOfLine + 2;
  }

  private static boolean[] tokenCharacters() {
    boolean[] isToken = new boolean[BYTE + 1];
    for (char c = 0; c < DELETE; c++) {
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      isToken[c] = isLetter || (c >= '0' && c <= '9') || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }
    return isToken;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static HttpRefusal noRequestLine() {
    return bad("the request line is not 'METHOD PATH HTTP/1.1'");
  }

  private static HttpRefusal bad(String message) {
    return new HttpRefusal(BAD_REQUEST, message);
  }
}
