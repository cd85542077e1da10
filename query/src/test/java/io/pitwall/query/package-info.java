/** Tests of statements from text to pages. */
@NullMarked
package io.pitwall.query;

import org.jspecify.annotations.NullMarked;
