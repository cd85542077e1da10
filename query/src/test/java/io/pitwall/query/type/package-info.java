@NullMarked
package io.pitwall.query.type;

import org.jspecify.annotations.NullMarked;
