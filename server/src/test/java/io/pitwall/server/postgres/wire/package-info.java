/** Tests of {@code io.pitwall.server.postgres.wire}. */
@NullMarked
package io.pitwall.server.postgres.wire;

import org.jspecify.annotations.NullMarked;
