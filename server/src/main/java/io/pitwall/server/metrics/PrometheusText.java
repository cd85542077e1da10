package io.pitwall.server.metrics;

import java.nio.charset.StandardCharsets;

/** Builds a text in the Prometheus format. Owned by one thread. */
public final class PrometheusText {
  /** The format's media type. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a family; its samples follow.
   *
   * @param help one sentence that makes sense alone
   */
  public PrometheusText family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Adds a sample.
   *
   * @param labels as in {@code a="b",c="d"}, or empty
   */
  public PrometheusText sample(String name, String labels, long value) {
    name(name, labels).append(value).append('\n');
    return this;
  }

  /** As {@link #sample(String, String, long)}. */
  public PrometheusText sample(String name, String labels, double value) {
    name(name, labels).append(value).append('\n');
    return this;
  }

  private StringBuilder name(String name, String labels) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    return text.append(' ');
  }

  /** A family of one sample without labels. */
  public PrometheusText gauge(String name, String help, long value) {
    return family(name, "gauge", help).sample(name, "", value);
  }

  /** A family of one sample without labels. */
  public PrometheusText gauge(String name, String help, double value) {
    return family(name, "gauge", help).sample(name, "", value);
  }

  /** A family of one sample without labels. */
  public PrometheusText counter(String name, String help, long value) {
    return family(name, "counter", help).sample(name, "", value);
  }

  /** A family of one sample without labels. */
  public PrometheusText counter(String name, String help, double value) {
    return family(name, "counter", help).sample(name, "", value);
  }

  /** The whole text in UTF-8. */
  public byte[] toUtf8() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
