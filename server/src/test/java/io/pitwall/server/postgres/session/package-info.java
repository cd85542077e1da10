/** Tests of {@code io.pitwall.server.postgres.session}. */
@NullMarked
package io.pitwall.server.postgres.session;

import org.jspecify.annotations.NullMarked;
