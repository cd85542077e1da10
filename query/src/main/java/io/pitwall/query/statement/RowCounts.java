package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Takes the expressions after LIMIT, OFFSET and FETCH FIRST out of a statement. Calcite's grammar
 * has only whole numbers and parameters there; each expression that is more than a whole number
 * leaves a parameter. Used for one statement.
 */
final class RowCounts {
  private final List<Token> tokens;
  private final List<Token> translated = new ArrayList<>();
  private final Map<Integer, List<Token>> expressions = new HashMap<>();
  private int parameters;

  RowCounts(List<Token> tokens) {
    this.tokens = tokens;
    int at = 0;
    while (at < tokens.size()) {
      at = copy(at);
    }
  }

  /** The tokens with parameters. */
  List<Token> tokens() {
    return translated;
  }

  /** The tokens of each expression, by the number of its parameter in the statement, from 0. */
  Map<Integer, List<Token>> expressions() {
    return expressions;
  }

  private int copy(int at) {
    Token token = tokens.get(at);
    if (token.kind == HOOK) {
      parameters++;
    }
    translated.add(token);
    int from = at + 1;
    boolean isFetch = token.kind == FIRST || token.kind == NEXT;
    if (isFetch ? kind(at - 1) != FETCH : token.kind != LIMIT && token.kind != OFFSET) {
      return from;
    }
    int end = end(from);
    if (end == from || (end == from + 1 && isInGrammar(kind(from)))) {
      return from;
    }
    expressions.put(parameters, List.copyOf(tokens.subList(from, end)));
    translated.add(TokenKinds.at(tokens.get(from), HOOK, "?"));
    parameters++;
    return end;
  }

  private static boolean isInGrammar(int kind) {
    return kind == UNSIGNED_INTEGER_LITERAL || kind == ALL || kind == HOOK;
  }

  /** After the last token of the expression. */
  private int end(int from) {
    int depth = 0;
    int at = from;
    while (true) {
      switch (kind(at)) {
        case LPAREN, LBRACKET, CASE -> depth++;
        case RPAREN, RBRACKET, END -> {
          if (depth == 0) {
            return at;
          }
          depth--;
        }
        case COMMA, LIMIT, OFFSET, FETCH, FOR, ROW, ROWS, ONLY, UNION, INTERSECT, EXCEPT -> {
          if (depth == 0) {
            return at;
          }
        }
        case EOF -> {
          return at;
        }
        default -> {}
      }
      at++;
    }
  }

  private int kind(int at) {
    return at < 0 ? EOF : tokens.get(Math.min(at, tokens.size() - 1)).kind;
  }
}
