/**
 * Statements about the store itself: SHOW TABLES, SHOW DATABASES, DESCRIBE.
 *
 * <p>In: a statement and the catalog. Out: a small result held in memory. Rows and segments are not
 * known here.
 */
@NullMarked
package io.pitwall.query.system;

import org.jspecify.annotations.NullMarked;
