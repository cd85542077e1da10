@NullMarked
package io.pitwall.storage.limit;

import org.jspecify.annotations.NullMarked;
