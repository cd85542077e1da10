/**
 * How the protocols have statements run: what runs a statement, and the threads it runs on. Requests
 * of the query module go in, its results come out. No protocol is known here.
 */
@NullMarked
package io.pitwall.server.query;

import org.jspecify.annotations.NullMarked;
