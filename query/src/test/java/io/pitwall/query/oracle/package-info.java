/**
 * PostgreSQL 15 as an oracle: random statements are answered here and there, over the same rows,
 * and every difference is a fault or an entry of {@code KnownDifferences}.
 */
@NullMarked
package io.pitwall.query.oracle;

import org.jspecify.annotations.NullMarked;
