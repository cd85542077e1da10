package io.pitwall.server.api.write;

import io.pitwall.server.api.request.DatabaseRule;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.pipeline.PartialWrites;

/**
 * One endpoint that takes rows, in all ways in which such endpoints differ.
 *
 * @param path where it is
 * @param format the format of its bodies
 * @param database where it finds the name of the database
 * @param precision where it finds the unit of timestamps
 * @param errors the form of its errors
 * @param partialWrites what becomes of good rows beside bad ones
 * @param credentials where its clients put their token
 */
public record WriteRoute(
    String path,
    WriteFormat format,
    DatabaseRule database,
    PrecisionRule precision,
    WriteErrorShape errors,
    PartialWrites partialWrites,
    Route.Credentials credentials) {}
