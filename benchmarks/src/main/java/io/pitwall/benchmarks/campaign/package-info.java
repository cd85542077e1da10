/**
 * Campaigns: programs that run a whole server from outside for minutes and judge it.
 *
 * <p>In comes a server process (or the address of one), out goes a printed account and an exit
 * code: 0 only if everything that was promised held. Each campaign has its prefix: {@code Race}
 * streams the race and asks the dashboard's queries meanwhile, {@code Ingest} measures writing
 * against a yardstick.
 *
 * <p>A campaign knows a server by what every client sees: HTTP, the PostgreSQL wire, {@code
 * /metrics} and the processor time of the process. It never looks inside, and it ends only
 * processes that it started.
 */
@NullMarked
package io.pitwall.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
