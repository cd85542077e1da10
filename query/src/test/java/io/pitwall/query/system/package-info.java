/** Tests of statements about the store. */
@NullMarked
package io.pitwall.query.system;

import org.jspecify.annotations.NullMarked;
