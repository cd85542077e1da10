/**
 * Campaigns against a real server in a process of its own: it is killed at full load again and
 * again, started again, and asked what it kept.
 *
 * <p>In: how often, or how much log. Out: a line a round, a summary, and an exit code other than 0
 * if a promise was broken. Not known here: how the server works; it is driven through its command
 * line, its load generator's client and SQL alone.
 */
@NullMarked
package io.pitwall.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
