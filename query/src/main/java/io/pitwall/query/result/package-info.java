/**
 * What a caller of the query engine receives: a result in pages, or an error with its SQLSTATE; and
 * the means to cancel.
 */
@NullMarked
package io.pitwall.query.result;

import org.jspecify.annotations.NullMarked;
