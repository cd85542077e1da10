@NullMarked
package io.pitwall.server.warmup;

import org.jspecify.annotations.NullMarked;
