/**
 * The command line: one class per command, and {@link io.pitwall.server.command.Main}, which lists
 * them.
 *
 * <p>In: arguments and environment variables. Out: exit codes, text on stdout and stderr. No other
 * package of the server uses this one, and no other may use {@code io.pitwall.client}.
 */
@NullMarked
package io.pitwall.server.command;

import org.jspecify.annotations.NullMarked;
