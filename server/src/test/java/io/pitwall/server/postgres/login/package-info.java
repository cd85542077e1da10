/** Tests of {@code io.pitwall.server.postgres.login}. */
@NullMarked
package io.pitwall.server.postgres.login;

import org.jspecify.annotations.NullMarked;
