/** Tests of the endpoints of writes, on real sockets before a whole server. */
@NullMarked
package io.pitwall.server.api.write;

import org.jspecify.annotations.NullMarked;
