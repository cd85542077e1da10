package io.pitwall.storage.publication;

/**
 * All rows of a table up to this position of a source are in segments.
 *
 * @param source {@link io.pitwall.storage.manifest.ManifestEdit#LOCAL_LOG}, whose positions are log
 *     sequence numbers, or the number of another source
 */
public record SourcePosition(int source, long position) {}
