/** A whole server for tests, on real sockets and real files. */
@NullMarked
package io.pitwall.server;

import org.jspecify.annotations.NullMarked;
