package io.pitwall.server.auth;

import io.pitwall.storage.runtime.Agent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once per second whether a command has changed the tokens. */
final class TokenWatch implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Tokens tokens;
  private boolean failed;

  TokenWatch(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public String roleName() {
    return "tokens";
  }

  @Override
  public long doWork() throws IOException {
    tokens.reload();
    failed = false;
    return PERIOD_NANOS;
  }

  /** The tokens that were read last stay valid; what is wrong with the file is logged once. */
  @Override
  public void onError(Throwable failure) {
    if (!failed) {
      failed = true;
      LOG.error("changed tokens can't be read; the former ones stay valid", failure);
    }
  }
}
