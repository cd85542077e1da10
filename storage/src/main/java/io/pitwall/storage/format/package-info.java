/**
 * Bytes of files and records: a sink and a source for them, and the errors that reading them can
 * meet.
 *
 * <p>Every format on disk is written and read with these classes, so that lengths are checked and
 * damage is reported in one way.
 */
@NullMarked
package io.pitwall.storage.format;

import org.jspecify.annotations.NullMarked;
