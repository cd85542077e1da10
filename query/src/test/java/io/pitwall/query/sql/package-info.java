/** Tests of text to plan. */
@NullMarked
package io.pitwall.query.sql;

import org.jspecify.annotations.NullMarked;
