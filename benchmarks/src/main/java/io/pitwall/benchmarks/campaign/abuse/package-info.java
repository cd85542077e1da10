/**
 * Ways to misuse a server: clients that do not read, do not finish, send what is too large, too
 * deep, too much or random, guess tokens, or leave.
 *
 * <p>Each kind is a small class that implements {@link io.pitwall.benchmarks.campaign.abuse.Abuse};
 * {@link io.pitwall.benchmarks.campaign.abuse.AbuseKind} lists them with their names and paces. In
 * comes the address of a server, out go the counts of what was done and answered, and a sentence
 * for each answer that a server must not give. Whether other clients suffered is judged by the
 * campaign, not here.
 *
 * <p>Abuse writes into a database of its own. Connections come from an address of its own too, so
 * that limits per address tell it from its neighbours.
 */
@NullMarked
package io.pitwall.benchmarks.campaign.abuse;

import org.jspecify.annotations.NullMarked;
