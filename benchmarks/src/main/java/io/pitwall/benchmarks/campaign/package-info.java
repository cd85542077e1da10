/**
 * Campaigns: programs that run a whole server from outside for minutes and judge it.
 *
 * <p>In comes a server process (or the address of one), out goes a printed account and an exit
 * code: 0 only if everything that was promised held. {@link
 * io.pitwall.benchmarks.campaign.RaceCampaign} streams the race and asks the dashboard's queries
 * meanwhile, {@link io.pitwall.benchmarks.campaign.IngestCampaign} measures writing against a
 * yardstick, {@link io.pitwall.benchmarks.campaign.KillCampaign} kills the server at full load
 * again and again and asks what it kept, {@link io.pitwall.benchmarks.campaign.AbuseCampaign}
 * misuses it and asks whether its other clients noticed.
 *
 * <p>A campaign knows a server by what every client sees: its command line, HTTP, the PostgreSQL
 * wire, {@code /metrics}, and what the system tells of the process: processor time, memory,
 * descriptors, names of threads. It never looks inside, and it ends only processes that it started.
 */
@NullMarked
package io.pitwall.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
