/**
 * What a caller of the query engine hands in and gets back: a request, a result in pages, an error
 * with its SQLSTATE, and the means to cancel.
 */
@NullMarked
package io.pitwall.query.result;

import org.jspecify.annotations.NullMarked;
