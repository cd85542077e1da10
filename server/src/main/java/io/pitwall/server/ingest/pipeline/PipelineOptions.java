package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.storage.batch.WriteLimits;

/**
 * Sizes and limits of the pipeline.
 *
 * @param threads how many workers parse, at least 1
 * @param budget memory of all bodies
 * @param maxDecompressedBytes max-decompressed-bytes: a body after decompression, at least 1
 * @param parsers what a body may hold
 * @param batches what a batch may hold
 */
public record PipelineOptions(
    int threads,
    MemoryBudget budget,
    int maxDecompressedBytes,
    IngestLimits parsers,
    WriteLimits batches) {
  /**
   * Memory of all bodies together.
   *
   * @param hardBytes max-inflight-bytes: past it bodies are refused
   * @param softBytes past it new bodies should wait
   */
  public record MemoryBudget(long hardBytes, long softBytes) {
    /** Checks that there is a budget. */
    public MemoryBudget {
      if (hardBytes < 1 || softBytes < 1) {
        throw new IllegalArgumentException(IngestLimits.MAX_INFLIGHT_BYTES + " must be at least 2");
      }
    }
  }

  /** Checks that bodies can be taken. */
  public PipelineOptions {
    if (maxDecompressedBytes < 1) {
      throw new IllegalArgumentException(
          IngestLimits.MAX_DECOMPRESSED_BYTES + " must be at least 1");
    }
  }
}
