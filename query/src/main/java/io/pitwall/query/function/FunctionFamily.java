package io.pitwall.query.function;

import java.util.List;

/**
 * Functions of one kind.
 *
 * @param title the heading in the documentation
 * @param entries in the order of the documentation
 */
public record FunctionFamily(String title, List<FunctionEntry> entries) {}
