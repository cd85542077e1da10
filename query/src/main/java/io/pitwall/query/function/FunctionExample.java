package io.pitwall.query.function;

/**
 * An expression and its value; a test evaluates each one.
 *
 * @param expression an item of a SELECT list; aggregates are over the rows of {@code samples} that
 *     the documentation shows
 * @param answer the value: numbers as Java prints them, times in RFC 3339, strings without quotes,
 *     {@code null}
 */
public record FunctionExample(String expression, String answer) {}
