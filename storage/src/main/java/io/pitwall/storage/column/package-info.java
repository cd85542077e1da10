/**
 * Columns in memory: the types of the data model, vectors of values, dictionaries of strings and
 * the tags of a series.
 *
 * <p>Values are primitive arrays; strings are UTF-8 bytes in a dictionary, and a vector holds their
 * codes. Of this module only {@link io.pitwall.storage.format.LittleEndian} is known here.
 */
@NullMarked
package io.pitwall.storage.column;

import org.jspecify.annotations.NullMarked;
