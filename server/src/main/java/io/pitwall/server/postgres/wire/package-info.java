/**
 * Messages of the PostgreSQL wire protocol 3.0: a client's bytes come in and become messages, what
 * the server says goes out as bytes. Errors, types and the text of values are here too.
 *
 * <p>A connection begins with packets that have no type; after those every message has one. All
 * integers are big-endian, and a length is checked before any memory is taken for it.
 *
 * <pre>
 *   startup   | length 4 | code 4: 3.0, SSL, GSS or cancel | name \0 value \0 … \0 |
 *   message   | type 1 | length 4, itself included | body |
 * </pre>
 *
 * <p>This package knows the results of {@code io.pitwall.query} and no other package of the server:
 * logins, sessions and statements are not known here.
 */
@NullMarked
package io.pitwall.server.postgres.wire;

import org.jspecify.annotations.NullMarked;
