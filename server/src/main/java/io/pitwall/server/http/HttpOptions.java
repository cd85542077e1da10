package io.pitwall.server.http;

import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Principal;
import io.pitwall.storage.runtime.Clock;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the HTTP server needs besides its routes.
 *
 * @param address where to listen; port 0 for one that the system chooses
 * @param limits what connections and requests may take
 * @param principals returns the principal of a token, anonymous if the token is invalid; takes the
 *     same time wherever an invalid token differs from a valid one
 * @param attempts counts and limits requests with a wrong token
 * @param isCongested whether new requests should wait; asked after each request
 * @param clock the time of timeouts and latencies
 */
public record HttpOptions(
    InetSocketAddress address,
    HttpLimits limits,
    Function<String, Principal> principals,
    LoginAttempts attempts,
    BooleanSupplier isCongested,
    Clock clock) {}
