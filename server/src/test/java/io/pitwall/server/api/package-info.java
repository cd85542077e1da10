/** Tests of what is served over HTTP, on real sockets before a whole server. */
@NullMarked
package io.pitwall.server.api;

import org.jspecify.annotations.NullMarked;
