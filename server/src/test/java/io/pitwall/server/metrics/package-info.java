@NullMarked
package io.pitwall.server.metrics;

import org.jspecify.annotations.NullMarked;
