package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Replaces {@code x::type} by {@code CAST(x AS type)}. In PostgreSQL {@code ::} binds tighter than
 * every other operator, so that x is the literal, name, call or parenthesis before it; Calcite's
 * grammar would take whole comparisons.
 *
 * <p>A cast to INTERVAL gets a unit, which the grammar demands and nobody reads. Used for one
 * statement.
 */
final class CastCalls {
  private static final int NONE = -1;

  private final List<Token> tokens;
  private final List<Token> translated = new ArrayList<>();

  /** Where the operand that contains each open parenthesis, bracket or CASE begins. */
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  /** Where the operand before the next token begins, in {@link #translated}. */
  private int operand = NONE;

  private int at;

  private CastCalls(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The tokens with calls of CAST.
   *
   * @param tokens after {@link NameWords}; the last is of kind EOF
   */
  static List<Token> replace(List<Token> tokens) {
    CastCalls calls = new CastCalls(tokens);
    while (calls.at < tokens.size()) {
      calls.next();
    }
    return calls.translated;
  }

  private void next() {
    Token token = tokens.get(at);
    if (token.kind == INFIX_CAST && operand != NONE) {
      int end = TypeTokens.end(tokens, at + 1);
      if (end > at + 1) {
        addCall(token, end);
        at = end;
        return;
      }
    }
    operand = operandWith(token);
    translated.add(token);
    if (token.kind == INTERVAL && previous(2) == AS && nextKind() == RPAREN) {
      translated.add(unitAt(token));
    }
    at++;
  }

  private void addCall(Token operator, int end) {
    Token first = translated.get(operand);
    translated.add(operand, TokenKinds.at(first, CAST, "CAST"));
    translated.add(operand + 1, TokenKinds.at(first, LPAREN, "("));
    translated.add(TokenKinds.at(operator, AS, "AS"));
    translated.addAll(tokens.subList(at + 1, end));
    Token last = tokens.get(end - 1);
    if (last.kind == INTERVAL) {
      translated.add(unitAt(last));
    }
    translated.add(TokenKinds.at(last, RPAREN, ")"));
  }

  private static Token unitAt(Token interval) {
    return TokenKinds.at(interval, SECOND, "SECOND");
  }

  /** Where the operand begins that ends with the token, or NONE. */
  private int operandWith(Token token) {
    int here = translated.size();
    return switch (token.kind) {
      case LPAREN, LBRACKET -> {
        open.push(operand == NONE ? here : operand);
        yield NONE;
      }
      case CASE -> {
        open.push(here);
        yield NONE;
      }
      case RPAREN, RBRACKET, END -> open.isEmpty() ? NONE : open.pop();
      case DOT -> operand;
      default -> isContinued(token) ? operand : isFirst(token) ? here : NONE;
    };
  }

  /** Whether the token belongs to the operand before it. */
  private boolean isContinued(Token token) {
    int previous = previous(1);
    if (operand == NONE) {
      return false;
    }
    if (previous == DOT) {
      return true;
    }
    if (TokenKinds.isString(token.kind)) {
      return TokenKinds.isTimeType(previous) || previous == ZONE || TokenKinds.isString(previous);
    }
    return switch (token.kind) {
      // Of a call, as in COUNT(*) FILTER (WHERE …).
      case FILTER, OVER, WITHIN -> previous == RPAREN;
      case GROUP -> previous == WITHIN;
      case WITH, WITHOUT, TIME, ZONE -> isZone(previous);
      default ->
          TokenKinds.isUnit(token.kind) && TokenKinds.isString(previous) && previous(2) == INTERVAL;
    };
  }

  private static boolean isZone(int previous) {
    return switch (previous) {
      case TIME, TIMESTAMP, WITH, WITHOUT -> true;
      default -> false;
    };
  }

  /** Whether an operand can begin with the token: literals, names, and words that are calls. */
  private static boolean isFirst(Token token) {
    int kind = token.kind;
    if (TokenKinds.isName(kind) || TokenKinds.isString(kind) || TokenKinds.isNumber(kind)) {
      return true;
    }
    if (!TokenKinds.isKeyword(token)) {
      return kind == HOOK;
    }
    return switch (kind) {
      case CAST, ARRAY, LEFT, RIGHT -> true;
      case BETWEEN, BY, ESCAPE, VALUES, FILTER, OVER -> false;
      default -> TokenKinds.isConstantWord(kind) || !ReservedWords.isReserved(token.image);
    };
  }

  /** The kind of a token before the end of those translated; EOF if there is none. */
  private int previous(int distance) {
    int index = translated.size() - distance;
    return index < 0 ? EOF : translated.get(index).kind;
  }

  private int nextKind() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1)).kind;
  }
}
