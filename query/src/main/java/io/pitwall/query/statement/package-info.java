/**
 * The text of statements as tokens: cut into statements, lexed once, counted against limits, read
 * word by word.
 *
 * <p>In: text as a client sent it. Out: tokens with their positions in the whole text. Tables,
 * types and plans are not known in this package.
 */
@NullMarked
package io.pitwall.query.statement;

import org.jspecify.annotations.NullMarked;
