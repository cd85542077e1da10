package io.pitwall.benchmarks.campaign.abuse;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds the bytes of a request, right or wrong. */
final class AbuseRequest {
  private final String firstLine;
  private final List<String> headers = new ArrayList<>();

  private AbuseRequest(String firstLine) {
    this.firstLine = firstLine;
    headers.add("Host: pitwall");
  }

  static AbuseRequest get(String target) {
    return new AbuseRequest("GET " + target + " HTTP/1.1");
  }

  static AbuseRequest post(String target) {
    return new AbuseRequest("POST " + target + " HTTP/1.1");
  }

  /** A write of line protocol into the database of abuse. */
  static AbuseRequest lines(String token) {
    return write("line-protocol", token);
  }

  /** A write into the database of abuse. */
  static AbuseRequest write(String format, String token) {
    return post("/api/v1/write/" + format)
        .token(token)
        .with("X-Pitwall-Database", AbuseScene.DATABASE);
  }

  /** A whole request that runs a statement. */
  static byte[] query(String sql, String token) {
    String body =
        "{\"sql\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(sql)) + "\"}";
    return post("/api/v1/query").token(token).with("Content-Type", "application/json").body(body);
  }

  AbuseRequest token(String token) {
    return with("Authorization", "Bearer " + token);
  }

  AbuseRequest with(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  /** The request with a body and its length. */
  byte[] body(String body) {
    return body(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The request with a body and its length. */
  byte[] body(byte[] body) {
    byte[] header = with("Content-Length", Integer.toString(body.length)).header();
    byte[] all = new byte[header.length + body.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(body, 0, all, header.length, body.length);
    return all;
  }

  /** The request line and the headers, with the empty line after them. */
  byte[] header() {
    String text = firstLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
