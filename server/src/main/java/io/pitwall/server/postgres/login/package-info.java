/**
 * A PostgreSQL connection from its first byte to the end of its login: requests for encryption,
 * requests to cancel a query, the startup packet and the SCRAM password exchange. Out comes a
 * client that has proved who it is, with the session it asked for.
 *
 * <p>Sessions and statements are not known here; whoever opens sessions is handed in.
 */
@NullMarked
package io.pitwall.server.postgres.login;

import org.jspecify.annotations.NullMarked;
