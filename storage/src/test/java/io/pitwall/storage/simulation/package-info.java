/**
 * A machine made of memory for tests: a disk that loses, tears and reorders what was not synced, a
 * clock moved by hand and a scheduler stepped on the calling thread, all from one seed.
 */
@NullMarked
package io.pitwall.storage.simulation;

import org.jspecify.annotations.NullMarked;
