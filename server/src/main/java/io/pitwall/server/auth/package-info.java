/**
 * Who may ask: tokens, their file, and what the two protocols need to check them.
 *
 * <p>In comes a token as a client presents it, out goes its principal; for the PostgreSQL wire a
 * SCRAM-SHA-256 verifier. A token is 256 random bits, shown once when it is made; the file has only
 * its SHA-256 hash and its SCRAM verifier, both made at that moment.
 *
 * <p>{@link io.pitwall.server.auth.Tokens} is what a server accepts; {@link
 * io.pitwall.server.auth.TokenDirectory} is what commands change, beside a running server or
 * without one. {@code auth/LOCK} is held while the file is replaced.
 *
 * <p>{@link io.pitwall.server.auth.LoginAttempts} counts, logs and limits the wrong tokens of both
 * protocols.
 *
 * <p>The file is {@code auth/tokens-N} in the data directory, readable by its owner only, never
 * changed: a change writes the file N + 1, whole and synced under another name before it gets its
 * own, and then deletes N. It is text, in lines that end with {@code \n}:
 *
 * <pre>
 *   pitwall-tokens 1                                                       format and its version
 *   USER HASH SALT ITERATIONS STORED_KEY SERVER_KEY                        one line per token and user
 *   …
 *   crc32c HEX                                                             over all bytes before this line
 * </pre>
 *
 * <p>HASH is SHA-256 of the token; SALT, ITERATIONS, STORED_KEY and SERVER_KEY are those of RFC
 * 5802. Bytes are in base64, one blank separates parts.
 *
 * <p>Not known in here: HTTP, the PostgreSQL wire, what a caller wants to do.
 */
@NullMarked
package io.pitwall.server.auth;

import org.jspecify.annotations.NullMarked;
