package io.pitwall.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line and headers of a request (RFC 9112), and refuses whatever two readers could
 * understand differently: folded headers, blanks before a colon, a length beside a transfer coding,
 * two lengths, control characters.
 */
final class HeadParser {
  private static final int BAD_REQUEST = 400;
  private static final int MAX_LENGTH_DIGITS = 18;
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private final int maxHeaders;

  HeadParser(int maxHeaders) {
    this.maxHeaders = maxHeaders;
  }

  /**
   * Parses a head.
   *
   * @param bytes lines that each end with CRLF, the empty last one included, in [0, length)
   */
  RequestHead parse(byte[] bytes, int length) throws HttpRefusal {
    String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length != 3 || !isToken(parts[0])) {
      throw bad("the request line is not 'METHOD PATH HTTP/1.1'");
    }
    boolean newest = parts[2].equals("HTTP/1.1");
    if (!newest && !parts[2].equals("HTTP/1.0")) {
      if (parts[2].startsWith("HTTP/")) {
        throw new HttpRefusal(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
      }
      throw bad("the request line is not 'METHOD PATH HTTP/1.1'");
    }
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      if (names.size() == maxHeaders) {
        throw new HttpRefusal(431, "more than " + maxHeaders + " headers (limit max-headers)");
      }
      addHeader(lines[i], names, values);
    }
    return head(parts[0], parts[1], newest, names, values);
  }

  private static void addHeader(String line, List<String> names, List<String> values)
      throws HttpRefusal {
    int colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.substring(0, colon))) {
      throw bad("a header line is not 'Name: value'; folded headers are not taken");
    }
    String value = trim(line.substring(colon + 1));
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        throw bad("a header holds a control character");
      }
    }
    names.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
    values.add(value);
  }

  private static RequestHead head(
      String method, String target, boolean newest, List<String> names, List<String> values)
      throws HttpRefusal {
    if (!target.startsWith("/")) {
      throw bad("the request's target does not begin with '/'");
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    Map<String, String> parameters = TargetText.parameters(query);
    RequestHead loose =
        new RequestHead(
            method,
            TargetText.decode(path, false),
            parameters,
            names,
            values,
            -1,
            false,
            false,
            false);
    int hosts = loose.headers("host").size();
    if (hosts > 1 || (newest && hosts == 0)) {
      throw bad("a request has exactly one Host header");
    }
    boolean chunked = isChunked(loose, newest);
    return new RequestHead(
        method,
        loose.path(),
        parameters,
        List.copyOf(names),
        List.copyOf(values),
        contentLength(loose),
        chunked,
        isKeptAlive(loose, newest),
        expectsContinue(loose, newest));
  }

  private static boolean isChunked(RequestHead head, boolean newest) throws HttpRefusal {
    List<String> codings = head.headers("transfer-encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (!newest || codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw bad("the only Transfer-Encoding taken is 'chunked', once, with HTTP/1.1");
    }
    if (head.header("content-length") != null) {
      throw bad("Content-Length and Transfer-Encoding contradict each other");
    }
    return true;
  }

  private static long contentLength(RequestHead head) throws HttpRefusal {
    List<String> lengths = head.headers("content-length");
    if (lengths.isEmpty()) {
      return -1;
    }
    String digits = lengths.get(0);
    if (lengths.size() > 1 || !isDigits(digits)) {
      throw bad("Content-Length must be one number");
    }
    return Long.parseLong(digits);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isKeptAlive(RequestHead head, boolean newest) {
    boolean keep = newest;
    for (String value : head.headers("connection")) {
      for (String option : value.split(",", -1)) {
        String word = trim(option);
        if (word.equalsIgnoreCase("close")) {
          return false;
        }
        keep |= word.equalsIgnoreCase("keep-alive");
      }
    }
    return keep;
  }

  private static boolean expectsContinue(RequestHead head, boolean newest) throws HttpRefusal {
    @Nullable String expected = head.header("expect");
    if (expected == null || !newest) {
      return false;
    }
    if (!expected.equalsIgnoreCase("100-continue")) {
      throw new HttpRefusal(417, "the only expectation met is '100-continue'");
    }
    return true;
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!alphanumeric && TOKEN_SYMBOLS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Without blanks and tabs at both ends; other white space is none in HTTP. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static HttpRefusal bad(String message) {
    return new HttpRefusal(BAD_REQUEST, message);
  }
}
