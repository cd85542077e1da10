package io.pitwall.server.api.query;

import io.pitwall.server.api.request.DatabaseRule;
import io.pitwall.server.http.ErrorShape;
import io.pitwall.server.result.ResultFormat;

/**
 * One endpoint that runs statements, in all ways in which such endpoints differ.
 *
 * @param path where it is
 * @param database where it finds the name of the database
 * @param errors the form in which requests are refused
 * @param results the form of its results
 */
public record QueryRoute(
    String path, DatabaseRule database, ErrorShape errors, ResultFormat results) {}
