/** Tests of gates and sweeps, over loopback and with time moved by hand. */
@NullMarked
package io.pitwall.server.network;

import org.jspecify.annotations.NullMarked;
