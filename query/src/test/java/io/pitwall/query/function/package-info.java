@NullMarked
package io.pitwall.query.function;

import org.jspecify.annotations.NullMarked;
