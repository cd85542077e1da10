/**
 * The endpoints that take rows. A {@link io.pitwall.server.api.write.WriteRoute} says in which ways
 * the endpoints differ; {@link io.pitwall.server.api.write.WriteEndpoints} makes routes of them. In
 * come requests; bodies go to the ingest pipeline; its outcomes come back as answers.
 */
@NullMarked
package io.pitwall.server.api.write;

import org.jspecify.annotations.NullMarked;
