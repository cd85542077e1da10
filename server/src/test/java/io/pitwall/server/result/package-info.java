/** Tests of result encoders, with results and sinks in memory. */
@NullMarked
package io.pitwall.server.result;

import org.jspecify.annotations.NullMarked;
