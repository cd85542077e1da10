package io.pitwall.server.config;

/** A setting is unknown, or its value can't be used. The message says which, where and why. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
