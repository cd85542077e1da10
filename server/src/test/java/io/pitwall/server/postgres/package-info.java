/**
 * Tests of the PostgreSQL wire, over loopback, with an engine written by hand and with the real
 * one.
 */
@NullMarked
package io.pitwall.server.postgres;

import org.jspecify.annotations.NullMarked;
