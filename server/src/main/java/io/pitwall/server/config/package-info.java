/**
 * What can be set, and where a setting's value comes from.
 *
 * <p>{@link io.pitwall.server.config.Setting} lists every setting with its unit, default and
 * meaning; {@link io.pitwall.server.config.Settings} holds the values of one start: a flag goes
 * before an environment variable, that before the file, that before the default. A name that is not
 * in the list is an error that names the nearest that is.
 *
 * <p>The file is a properties file: {@code name = value}, {@code #} begins a comment. The variable
 * of {@code max-body-bytes} is {@code PITWALL_MAX_BODY_BYTES}.
 *
 * <p>Not known in here: what a setting is good for.
 */
@NullMarked
package io.pitwall.server.config;

import org.jspecify.annotations.NullMarked;
