/**
 * Writes JSON, for results and for all other answers. In come values, out go bytes of UTF-8. What
 * the documents are about is not known here.
 */
@NullMarked
package io.pitwall.server.json;

import org.jspecify.annotations.NullMarked;
