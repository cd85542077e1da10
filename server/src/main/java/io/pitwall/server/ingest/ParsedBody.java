package io.pitwall.server.ingest;

import io.pitwall.storage.batch.WriteBatch;
import java.util.List;

/**
 * What has become of a body.
 *
 * @param batch the good rows, finished. The receiver may hand its memory back to the parser with
 *     {@link WriteBatch#release} once nothing reads it any more
 * @param refusedRows how many rows were refused
 * @param refusals the first of them, in the order of the body
 */
public record ParsedBody(WriteBatch batch, long refusedRows, List<IngestRefusal> refusals) {}
