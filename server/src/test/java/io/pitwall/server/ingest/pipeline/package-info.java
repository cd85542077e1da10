/** Tests of the pipeline without any protocol. */
@NullMarked
package io.pitwall.server.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
