package io.pitwall.server.postgres.session;

import io.pitwall.server.auth.Principal;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a session begins with.
 *
 * @param principal who has logged in
 * @param holds whether the token that the client has shown is still valid; any thread may ask
 * @param database where table names are looked up; it need not exist
 * @param askedSettings names and values of the startup packet
 */
public record SessionLogin(
    Principal principal,
    BooleanSupplier holds,
    String database,
    Map<String, String> askedSettings) {}
