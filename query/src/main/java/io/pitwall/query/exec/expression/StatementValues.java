package io.pitwall.query.exec.expression;

import io.pitwall.query.result.SettingValues;

/**
 * What is constant within one execution of a statement and another the next time.
 *
 * @param nowNanos what {@code now()} is, nanoseconds since the epoch
 * @param settings of the session
 */
public record StatementValues(long nowNanos, SettingValues settings) {}
