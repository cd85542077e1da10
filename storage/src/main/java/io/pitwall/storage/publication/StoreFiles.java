package io.pitwall.storage.publication;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.runtime.FileSystem;

/**
 * The files of an open store and what is needed to add some.
 *
 * @param manifest the list of the files that count
 * @param fileIds gives each new file an id
 * @param cache shared by all open segments
 */
public record StoreFiles(FileSystem files, Manifest manifest, FileIds fileIds, BlockCache cache) {}
