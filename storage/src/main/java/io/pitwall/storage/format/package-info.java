/**
 * What all formats on disk share: bytes in and out, little-endian numbers, checksums, file headers,
 * frames, and the errors that a reader reports.
 *
 * <p>In: values. Out: bytes, and back, with all lengths checked. A magic number and a version here
 * belong to a kind of file that another package defines.
 */
@NullMarked
package io.pitwall.storage.format;

import org.jspecify.annotations.NullMarked;
