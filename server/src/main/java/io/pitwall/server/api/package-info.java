/**
 * What the server serves over HTTP: one class per dialect lists its routes, and {@link
 * io.pitwall.server.api.ApiRoutes} makes the table of all of them. A new endpoint is a line in the
 * class of its dialect.
 *
 * <p>The packages below have the kinds of endpoints: {@code write}, {@code query}, {@code status},
 * and {@code request} with what they share. {@code server.http} does not depend on any of them.
 */
@NullMarked
package io.pitwall.server.api;

import org.jspecify.annotations.NullMarked;
