/**
 * What the endpoints have in common: reading a request's database, its body and the body's coding,
 * and the form of errors. In come requests of {@code server.http}; out go values that {@code
 * server.ingest} and the query engine understand, or a refusal.
 */
@NullMarked
package io.pitwall.server.api.request;

import org.jspecify.annotations.NullMarked;
