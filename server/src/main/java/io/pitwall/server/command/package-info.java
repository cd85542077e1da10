/**
 * The command line: one class per subcommand, and {@link io.pitwall.server.command.Main} which
 * knows them all.
 *
 * <p>In come arguments, out go exit codes and lines on the terminal. This is the only place in the
 * server that may know {@code io.pitwall.client}; the server's other packages do not know it is
 * there.
 */
@NullMarked
package io.pitwall.server.command;

import org.jspecify.annotations.NullMarked;
