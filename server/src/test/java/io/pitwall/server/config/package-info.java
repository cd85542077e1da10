/** Tests of settings and their units. */
@NullMarked
package io.pitwall.server.config;

import org.jspecify.annotations.NullMarked;
