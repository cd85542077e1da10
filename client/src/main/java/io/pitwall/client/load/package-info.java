/**
 * Drives a server with the race: prepares bodies, sends them at a rate or as fast as they are
 * acknowledged, and accounts for every batch.
 *
 * <p>In come {@link io.pitwall.client.load.LoadOptions}; {@link io.pitwall.client.load.LoadRunner}
 * gives {@link io.pitwall.client.load.LoadProgress} while it runs and a {@link
 * io.pitwall.client.load.LoadReport} at the end. Bodies are built before the clock starts and sent
 * many times; before each sending only the times (and the batch number) inside are rewritten, so
 * that rows are distinct and live at little cost.
 *
 * <p>A batch is never dropped in silence: acknowledged, refused, of unknown outcome (the connection
 * broke), or never sent (the load ended first), it is counted. A {@link
 * io.pitwall.client.load.BatchLedger} hears of each batch before it is sent and after it was
 * acknowledged, so that a server can be checked after a crash.
 */
@NullMarked
package io.pitwall.client.load;

import org.jspecify.annotations.NullMarked;
