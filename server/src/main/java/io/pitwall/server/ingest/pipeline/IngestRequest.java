package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.WriteFormat;
import org.jspecify.annotations.Nullable;

/**
 * A whole body to be stored.
 *
 * @param format the format of the decompressed body
 * @param coding how the body is compressed; null if its first bytes are to tell
 * @param body taken from {@link BodyBuffers}; the pipeline owns it from now on and gives it back
 * @param length bytes of the body, at the start of the array
 * @param context what must be known of its rows
 */
public record IngestRequest(
    WriteFormat format,
    @Nullable BodyCoding coding,
    byte[] body,
    int length,
    WriteContext context) {}
