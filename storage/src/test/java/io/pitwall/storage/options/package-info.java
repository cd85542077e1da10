@NullMarked
package io.pitwall.storage.options;

import org.jspecify.annotations.NullMarked;
