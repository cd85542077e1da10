package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Finds the words that are names although Calcite's grammar has a meaning for them: {@code SELECT
 * current, value FROM rows}. PostgreSQL decides what can be a name:
 *
 * <ul>
 *   <li>after a dot or AS, every word;
 *   <li>where an expression or a table begins, every word that is not {@link ReservedWords
 *       reserved}, unless a parenthesis or a string follows, as in {@code extract(…)} or {@code
 *       DATE '…'};
 *   <li>after a selected expression or a table, a word before a comma or the next clause.
 * </ul>
 *
 * It also replaces {@code ISNULL} and {@code NOTNULL}, which Calcite takes for names, by {@code IS
 * NULL} and {@code IS NOT NULL}. Used for one statement.
 */
final class NameWords {
  /** What the innermost parenthesis or CASE contains. */
  private enum Scope {
    EXPRESSION,
    /** Parentheses of CAST, in which a type follows AS. */
    CAST,
    /** CASE up to its END. */
    CASE,
    /** After OVER: no names without their usual place. */
    WINDOW,
    SELECT_LIST,
    FROM,
    /** Clauses after FROM. */
    LATER
  }

  private final List<Token> tokens;
  private final List<Token> translated = new ArrayList<>();
  private final ArrayDeque<Scope> scopes = new ArrayDeque<>();
  private int at;

  /** After the last token of the last type after {@code ::}. */
  private int typeEnd;

  private NameWords(List<Token> tokens) {
    this.tokens = tokens;
    scopes.push(Scope.EXPRESSION);
  }

  /**
   * The tokens, of which some are names now.
   *
   * @param tokens the last is of kind EOF
   */
  static List<Token> find(List<Token> tokens) {
    NameWords words = new NameWords(tokens);
    while (words.at < tokens.size()) {
      words.next();
    }
    return words.translated;
  }

  private void next() {
    Token token = tokens.get(at);
    if (isNullTest(token)) {
      addNullTest(token);
    } else if (TokenKinds.isKeyword(token) && isNameHere(token)) {
      // In quotes, so that nobody takes it for a function without parentheses.
      translated.add(TokenKinds.at(token, QUOTED_IDENTIFIER, '"' + token.image + '"'));
    } else if (token.kind == INFIX_CAST) {
      addCast();
      return;
    } else {
      enterOrLeave(token.kind);
      translated.add(token);
    }
    at++;
  }

  /** The type after {@code ::} is copied as it is. */
  private void addCast() {
    int end = TypeTokens.end(tokens, at + 1);
    translated.addAll(tokens.subList(at, end));
    typeEnd = translated.size();
    at = end;
  }

  private boolean isNullTest(Token token) {
    if (token.kind != IDENTIFIER || !isAfterOperand()) {
      return false;
    }
    String word = token.image.toUpperCase(Locale.ROOT);
    return word.equals("ISNULL") || word.equals("NOTNULL");
  }

  private void addNullTest(Token token) {
    translated.add(TokenKinds.at(token, IS, "IS"));
    if (token.image.equalsIgnoreCase("NOTNULL")) {
      translated.add(TokenKinds.at(token, NOT, "NOT"));
    }
    translated.add(TokenKinds.at(token, NULL, "NULL"));
  }

  private boolean isNameHere(Token token) {
    int previous = previous(1);
    if (previous == DOT) {
      return true;
    }
    Scope scope = scopes.getFirst();
    if (previous == AS) {
      return scope != Scope.CAST;
    }
    int next = next(1);
    if (scope == Scope.WINDOW || next == LPAREN || TokenKinds.isString(next)) {
      return false;
    }
    if (isAfterOperand()) {
      return isAlias(token, scope);
    }
    return isBeforeOperand(previous)
        && !ReservedWords.isReserved(token.image)
        && !TokenKinds.isTimeType(token.kind)
        && !isSyntax(token.kind);
  }

  /** Words that are not reserved, but a part of the grammar at this place. */
  private boolean isSyntax(int kind) {
    int previous = previous(1);
    return switch (kind) {
      case PARTITION -> next(1) == BY;
      case BETWEEN -> previous == NOT && isOperand(2);
      case RECURSIVE -> previous == WITH && next(1) != AS;
      case UNKNOWN -> previous == NOT && previous(2) == IS;
      // The unit of EXTRACT, which has names that are no words of the grammar too.
      default -> previous == LPAREN && previous(2) == EXTRACT;
    };
  }

  private static boolean isBeforeOperand(int previous) {
    return switch (previous) {
      case LPAREN,
          LBRACKET,
          COMMA,
          SELECT,
          DISTINCT,
          ALL,
          FROM,
          JOIN,
          ON,
          WHERE,
          BY,
          HAVING,
          LIMIT,
          OFFSET,
          WITH,
          RECURSIVE,
          AND,
          OR,
          NOT,
          CASE,
          WHEN,
          THEN,
          ELSE,
          BETWEEN,
          SYMMETRIC,
          ASYMMETRIC,
          LIKE,
          ILIKE,
          ESCAPE,
          EQ,
          GT,
          LT,
          LE,
          GE,
          NE,
          NE2,
          PLUS,
          MINUS,
          STAR,
          SLASH,
          PERCENT_REMAINDER,
          CARET,
          CONCAT ->
          true;
      default -> false;
    };
  }

  private boolean isAlias(Token token, Scope scope) {
    boolean isIntervalUnit = TokenKinds.isString(previous(1)) && previous(2) == INTERVAL;
    if (isIntervalUnit || !isEndOfItem(next(1))) {
      return false;
    }
    return switch (scope) {
      case SELECT_LIST -> ReservedWords.isNameWithoutAs(token.image);
      case FROM -> !ReservedWords.isReserved(token.image);
      case EXPRESSION, CAST, CASE, WINDOW, LATER -> false;
    };
  }

  /** Whether a selected column or a table ends before the token. */
  private static boolean isEndOfItem(int next) {
    return switch (next) {
      case EOF,
          COMMA,
          RPAREN,
          FROM,
          WHERE,
          GROUP,
          HAVING,
          WINDOW,
          ORDER,
          LIMIT,
          OFFSET,
          FETCH,
          UNION,
          INTERSECT,
          EXCEPT ->
          true;
      default -> false;
    };
  }

  private boolean isAfterOperand() {
    return isOperand(1);
  }

  /** Whether an operand can end with the token at a distance before this one. */
  private boolean isOperand(int distance) {
    int kind = previous(distance);
    if (kind == STAR) {
      int before = previous(distance + 1);
      return before == DOT || before == SELECT || before == COMMA;
    }
    if (kind == RPAREN || kind == RBRACKET || kind == END) {
      return true;
    }
    return TokenKinds.isName(kind)
        || TokenKinds.isString(kind)
        || TokenKinds.isNumber(kind)
        || TokenKinds.isConstantWord(kind)
        || typeEnd == translated.size() - distance + 1;
  }

  private void enterOrLeave(int kind) {
    switch (kind) {
      case LPAREN -> scopes.push(scopeInParentheses());
      case CASE -> scopes.push(Scope.CASE);
      case RPAREN, END -> {
        if (scopes.size() > 1) {
          scopes.pop();
        }
      }
      case SELECT -> replaceScope(Scope.SELECT_LIST);
      case FROM -> {
        boolean isComparison = previous(1) == DISTINCT && previous(2) != SELECT;
        if (scopes.getFirst() == Scope.SELECT_LIST && !isComparison) {
          replaceScope(Scope.FROM);
        }
      }
      case WHERE, GROUP, HAVING, WINDOW, ORDER, LIMIT, OFFSET, FETCH, UNION, INTERSECT, EXCEPT -> {
        Scope scope = scopes.getFirst();
        if (scope == Scope.SELECT_LIST || scope == Scope.FROM) {
          replaceScope(Scope.LATER);
        }
      }
      default -> {}
    }
  }

  private Scope scopeInParentheses() {
    return switch (previous(1)) {
      case CAST, TRY_CAST, SAFE_CAST -> Scope.CAST;
      case OVER -> Scope.WINDOW;
      default -> Scope.EXPRESSION;
    };
  }

  private void replaceScope(Scope scope) {
    scopes.pop();
    scopes.push(scope);
  }

  /** The kind of a token before this one, as translated; EOF if there is none. */
  private int previous(int distance) {
    int index = translated.size() - distance;
    return index < 0 ? EOF : translated.get(index).kind;
  }

  private int next(int distance) {
    return tokens.get(Math.min(at + distance, tokens.size() - 1)).kind;
  }
}
