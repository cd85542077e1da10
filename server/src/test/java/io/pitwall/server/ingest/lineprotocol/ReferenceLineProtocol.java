package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.server.ingest.IngestFixtures.Row;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of line protocol, character by character, as slow and as plain as can be. It shares no
 * code with the parser.
 */
final class ReferenceLineProtocol {
  private ReferenceLineProtocol() {}

  /** The row of a line without its line feed, or null if it is none. */
  static @Nullable Row parse(byte[] line, long serverTime) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    return new Walk(text, serverTime).row();
  }

  private static final class Walk {
    private static final Pattern NUMBER =
        Pattern.compile("-?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern VALUE = Pattern.compile("[^, ]*");

    private final String text;
    private final long serverTime;
    private int at;

    Walk(String text, long serverTime) {
      this.text = text;
      this.serverTime = serverTime;
    }

    @Nullable Row row() {
      try {
        return walk();
      } catch (IllegalStateException | NumberFormatException | ArithmeticException e) {
        return null;
      }
    }

    private Row walk() {
      blanks();
      check(peek() != '#');
      String measurement = name(", ", ", ");
      Map<String, String> tags = new TreeMap<>();
      while (peek() == ',') {
        at++;
        String tag = name(",= ", ",= ");
        expect('=');
        String value = name(",= ", ",= ");
        check(tags.put(tag, value) == null && !tag.equals("time"));
      }
      expect(' ');
      blanks();
      Map<String, Object> fields = new TreeMap<>();
      while (true) {
        String field = name(",= ", ",= ");
        expect('=');
        check(!tags.containsKey(field) && !field.equals("time"));
        fields.put(field, value());
        if (peek() != ',') {
          break;
        }
        at++;
      }
      long time = serverTime;
      if (peek() == ' ') {
        blanks();
        int from = at;
        while (peek() == '-' || Character.isDigit(peek())) {
          at++;
        }
        if (at > from) {
          time = Long.parseLong(text.substring(from, at));
        }
        blanks();
      }
      if (peek() == '\r') {
        at++;
      }
      check(at == text.length());
      return new Row(measurement, time, tags, fields);
    }

    private Object value() {
      if (peek() == '"') {
        return string();
      }
      Matcher matcher = VALUE.matcher(text).region(at, text.length());
      check(matcher.lookingAt());
      String token = matcher.group();
      if (token.endsWith("\r")) {
        token = token.substring(0, token.length() - 1);
      }
      at += token.length();
      return switch (token) {
        case "t", "T", "true", "True", "TRUE" -> true;
        case "f", "F", "false", "False", "FALSE" -> false;
        default -> number(token);
      };
    }

    private static Object number(String token) {
      if (token.matches("-?[0-9]+i") || token.matches("[0-9]+u")) {
        return new BigInteger(token.substring(0, token.length() - 1)).longValueExact();
      }
      check(NUMBER.matcher(token).matches());
      double value = Double.parseDouble(token);
      check(!Double.isInfinite(value));
      return value;
    }

    private String string() {
      StringBuilder value = new StringBuilder();
      at++;
      while (peek() != '"') {
        char c = take();
        int escape = c == '\\' ? "\"\\".indexOf(peek()) : -1;
        if (c == '\\' && escape < 0) {
          value.append(c).append(take());
        } else if (c == '\\') {
          at++;
          value.append("\"\\".charAt(escape));
        } else {
          value.append(c);
        }
      }
      at++;
      return value.toString();
    }

    private String name(String stops, String escapable) {
      StringBuilder name = new StringBuilder();
      while (true) {
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c == '\\' && at + 1 < text.length() && escapable.indexOf(text.charAt(at + 1)) >= 0) {
          name.append(text.charAt(at + 1));
          at += 2;
        } else if (c < 0x20 || c == 0x7F || stops.indexOf(c) >= 0) {
          break;
        } else {
          name.append(c);
          at++;
        }
      }
      check(!name.isEmpty());
      return name.toString();
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : 0;
    }

    private char take() {
      check(at < text.length());
      return text.charAt(at++);
    }

    private void expect(char c) {
      check(at < text.length() && text.charAt(at) == c);
      at++;
    }

    private void blanks() {
      while (peek() == ' ') {
        at++;
      }
    }

    private static void check(boolean good) {
      if (!good) {
        throw new IllegalStateException("not a point");
      }
    }
  }
}
