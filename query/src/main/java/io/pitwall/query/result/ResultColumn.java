package io.pitwall.query.result;

/**
 * A column of a result.
 *
 * @param name as written or aliased; not unique by force
 */
public record ResultColumn(String name, ResultType type) {}
