/** Tests of the endpoint of statements, on real sockets before a whole server. */
@NullMarked
package io.pitwall.server.api.query;

import org.jspecify.annotations.NullMarked;
