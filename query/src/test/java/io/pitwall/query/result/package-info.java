/** Tests of what a caller of the query engine receives. */
@NullMarked
package io.pitwall.query.result;

import org.jspecify.annotations.NullMarked;
