/**
 * The endpoints that tell how the server is: health, readiness, metrics, version. In come suppliers
 * of these facts, asked per request; out go answers. Without a token a caller sees no details.
 */
@NullMarked
package io.pitwall.server.api.status;

import org.jspecify.annotations.NullMarked;
