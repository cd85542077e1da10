/** Tests of HTTP, on real sockets before a whole server. */
@NullMarked
package io.pitwall.server.http;

import org.jspecify.annotations.NullMarked;
