package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of one function, aggregate or operator: what the validator checks, how calls
 * are rewritten and evaluated, and its documentation. Immutable.
 */
public final class FunctionEntry {
  private final List<String> names;
  private final List<String> forms;
  private final List<SqlOperator> operators;
  private final NullRule nulls;
  private final FunctionOrigin origin;
  private final String description;
  private final List<FunctionExample> examples;
  private final FunctionKernel kernel;
  private final CallRewrite rewrite;
  private final @Nullable SqlOperator bareCall;

  private FunctionEntry(Builder builder, String description) {
    names = List.copyOf(builder.names);
    forms = List.copyOf(builder.forms);
    operators = List.copyOf(builder.operators);
    nulls = builder.nulls;
    origin = builder.origin;
    this.description = description;
    examples = List.copyOf(builder.examples);
    kernel = builder.kernel;
    rewrite = builder.rewrite;
    bareCall = builder.bareCall;
  }

  /**
   * Begins an entry.
   *
   * @param names upper case, the usual one first
   */
  static Builder named(String... names) {
    return new Builder(List.of(names));
  }

  /** Upper case; the usual name first. */
  public List<String> names() {
    return names;
  }

  /** How calls are written, such as {@code ROUND(x, digits)}. */
  public List<String> forms() {
    return forms;
  }

  /** What the validator may find under the names; empty where every call is rewritten. */
  public List<SqlOperator> operators() {
    return operators;
  }

  public NullRule nulls() {
    return nulls;
  }

  public FunctionOrigin origin() {
    return origin;
  }

  /** One sentence or phrase. */
  public String description() {
    return description;
  }

  public List<FunctionExample> examples() {
    return examples;
  }

  /** Whether calls are a name and arguments in parentheses. */
  public boolean isCalledByName() {
    return Character.isLetter(names.get(0).charAt(0)) && !(kernel instanceof FunctionKernel.Syntax);
  }

  /** Whether calls are over the rows of a group. */
  public boolean isAggregate() {
    return kernel instanceof FunctionKernel.Aggregate;
  }

  /** The operator that a bare name calls, as in {@code CURRENT_TIMESTAMP}; null if none. */
  @Nullable SqlOperator bareCall() {
    return bareCall;
  }

  FunctionKernel kernel() {
    return kernel;
  }

  /**
   * Brings a call into the form that is validated and planned.
   *
   * @param call its arguments are rewritten already; it may be changed
   * @throws QueryException with the place in the statement, if the call can't be right
   */
  public SqlNode rewrite(SqlBasicCall call) throws QueryException {
    return rewrite.apply(call);
  }

  /** Collects the parts of an entry. */
  static final class Builder {
    private final List<String> names;
    private final List<String> forms = new ArrayList<>();
    private final List<SqlOperator> operators = new ArrayList<>();
    private final List<FunctionExample> examples = new ArrayList<>();
    private NullRule nulls = NullRule.NULL;
    private FunctionOrigin origin = FunctionOrigin.POSTGRESQL;
    private FunctionKernel kernel = new FunctionKernel.Syntax();
    private CallRewrite rewrite = call -> call;
    private @Nullable SqlOperator bareCall;

    private Builder(List<String> names) {
      this.names = names;
    }

    Builder forms(String... written) {
      forms.addAll(List.of(written));
      return this;
    }

    /** Operators of Calcite that already have the right names and types. */
    Builder operators(SqlOperator... existing) {
      operators.addAll(List.of(existing));
      return this;
    }

    /** One operator for each name. */
    Builder operator(Function<String, SqlOperator> byName) {
      for (String name : names) {
        operators.add(byName.apply(name));
      }
      return this;
    }

    Builder nulls(NullRule rule) {
      nulls = rule;
      return this;
    }

    Builder follows(FunctionOrigin followed) {
      origin = followed;
      return this;
    }

    /** A value of an expression, for the documentation and its test. */
    Builder example(String expression, String answer) {
      examples.add(new FunctionExample(expression, answer));
      return this;
    }

    Builder kernel(FunctionKernel evaluation) {
      kernel = evaluation;
      return this;
    }

    Builder rewrite(CallRewrite change) {
      rewrite = change;
      return this;
    }

    /** A bare name is a call of an operator without arguments. */
    Builder withoutParentheses(SqlOperator called) {
      bareCall = called;
      return this;
    }

    /**
     * @param description what the function answers, one sentence or phrase
     */
    FunctionEntry says(String description) {
      return new FunctionEntry(this, description);
    }
  }
}
