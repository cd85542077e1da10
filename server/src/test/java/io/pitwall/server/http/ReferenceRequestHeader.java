package io.pitwall.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a request header in the plainest way, with a string per line, name and value. Slow and easy
 * to check: {@link RequestHeaderParser} must agree with it about each request and each refusal.
 */
final class ReferenceRequestHeader {
  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  private static final Pattern ABSOLUTE =
      Pattern.compile("https?://([^/?]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  final String method;
  final String path;
  final String host;
  final Map<String, String> parameters = new HashMap<>();
  final long contentLength;
  final boolean chunked;
  final boolean keepAlive;
  final boolean expectsContinue;

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  ReferenceRequestHeader(byte[] bytes, int maxHeaders) throws HttpRefusal {
    String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length != 3 || !isToken(parts[0])) {
      throw bad("the request line is not 'METHOD PATH HTTP/1.1'");
    }
    method = parts[0];
    boolean isNewest = parts[2].equals("HTTP/1.1");
    if (!isNewest && !parts[2].equals("HTTP/1.0")) {
      if (parts[2].startsWith("HTTP/")) {
        throw new HttpRefusal(505, "the HTTP version is not supported; use HTTP/1.1 or HTTP/1.0");
      }
      throw bad("the request line is not 'METHOD PATH HTTP/1.1'");
    }
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      if (names.size() == maxHeaders) {
        throw new HttpRefusal(431, "more than " + maxHeaders + " headers (limit max-headers)");
      }
      addHeader(lines[i]);
    }
    Matcher absolute = ABSOLUTE.matcher(parts[1]);
    if (absolute.matches()) {
      host = checkHost(absolute.group(1));
      path =
          readTarget(
              absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2));
    } else {
      host = all("host").isEmpty() ? "null" : all("host").get(0);
      path = readTarget(parts[1]);
    }
    int hosts = all("host").size();
    if (hosts > 1 || (isNewest && hosts == 0)) {
      throw bad("a request has exactly one Host header");
    }
    chunked = isChunked(isNewest);
    contentLength = readContentLength();
    keepAlive = isKeptAlive(isNewest);
    expectsContinue = isContinueExpected(isNewest);
  }

  List<String> all(String lowerCaseName) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(lowerCaseName)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  private void addHeader(String line) throws HttpRefusal {
    int colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.substring(0, colon))) {
      throw bad("a header line is not 'Name: value'; folded headers are not taken");
    }
    String value = trim(line.substring(colon + 1));
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
      throw bad("a header holds a control character");
    }
    names.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
    values.add(value);
  }

  private static String checkHost(String host) throws HttpRefusal {
    if (!host.chars().allMatch(c -> isToken(Character.toString(c)) || ":[]".indexOf(c) >= 0)) {
      throw bad("the host in the request's target holds a character that no host has");
    }
    if (host.isEmpty()) {
      throw bad("the request's target has a scheme and no host");
    }
    return host;
  }

  private String readTarget(String target) throws HttpRefusal {
    if (!target.startsWith("/")) {
      throw bad("the request's target begins neither with '/' nor with 'http://' and a host");
    }
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        if (parameters.put(name, value) != null) {
          throw bad("the query parameter '" + name + "' occurs twice");
        }
      }
    }
    return decode(question < 0 ? target : target.substring(0, question), false);
  }

  private static String decode(String text, boolean plusIsBlank) throws HttpRefusal {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        throw bad("the request's target holds a character that must be percent-encoded");
      }
      if (c == '%') {
        String pair = text.substring(i + 1, Math.min(text.length(), i + 3));
        if (!pair.matches("[0-9a-fA-F]{2}")) {
          throw bad("a percent sign in the request's target is not followed by two hex digits");
        }
        bytes[length++] = (byte) Integer.parseInt(pair, 16);
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' && plusIsBlank ? ' ' : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("the request's target is not UTF-8");
    }
  }

  private boolean isChunked(boolean isNewest) throws HttpRefusal {
    List<String> codings = all("transfer-encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (!isNewest || codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw bad("the only Transfer-Encoding taken is 'chunked', once, with HTTP/1.1");
    }
    if (!all("content-length").isEmpty()) {
      throw bad("Content-Length and Transfer-Encoding contradict each other");
    }
    return true;
  }

  private long readContentLength() throws HttpRefusal {
    List<String> lengths = all("content-length");
    if (lengths.isEmpty()) {
      return -1;
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
      throw bad("Content-Length must be one number");
    }
    return Long.parseLong(lengths.get(0));
  }

  private boolean isKeptAlive(boolean isNewest) {
    boolean keep = isNewest;
    for (String value : all("connection")) {
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

  private boolean isContinueExpected(boolean isNewest) throws HttpRefusal {
    List<String> expected = all("expect");
    if (expected.isEmpty() || !isNewest) {
      return false;
    }
    if (!expected.get(0).equalsIgnoreCase("100-continue")) {
      throw new HttpRefusal(417, "the only expectation met is '100-continue'");
    }
    return true;
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || TOKEN_SYMBOLS.indexOf(c) >= 0);
  }

  /** Without blanks and tabs at both ends; other white space is none in HTTP. */
  private static String trim(String text) {
    return text.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  private static HttpRefusal bad(String message) {
    return new HttpRefusal(400, message);
  }
}
