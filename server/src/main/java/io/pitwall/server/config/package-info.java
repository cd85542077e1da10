/**
 * The settings of the server and where their values come from.
 *
 * <p>In: flags, environment variables and a file. Out: {@link io.pitwall.server.config.Settings},
 * the values of one start, checked. {@link io.pitwall.server.config.Setting} lists all settings. A
 * flag wins over an environment variable, that over the file, that over the default. An unknown
 * name is an error that names the nearest known one.
 *
 * <p>The file is a properties file: {@code name = value}; {@code #} begins a comment. The variable
 * of {@code max-body-bytes} is {@code PITWALL_MAX_BODY_BYTES}.
 */
@NullMarked
package io.pitwall.server.config;

import org.jspecify.annotations.NullMarked;
