/** Tests of the tokens, on real files. */
@NullMarked
package io.pitwall.server.auth;

import org.jspecify.annotations.NullMarked;
