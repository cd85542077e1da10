/**
 * What a caller of the query engine receives: a result in pages, or an error with its SQLSTATE; the
 * means to cancel and to limit the time; and what asks whether a statement must stop.
 */
@NullMarked
package io.pitwall.query.result;

import org.jspecify.annotations.NullMarked;
