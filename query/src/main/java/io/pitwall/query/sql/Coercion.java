package io.pitwall.query.sql;

import io.pitwall.query.function.DecimalLiterals;
import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which types convert to others without CAST. A literal string takes the type of the other
 * operand, as in PostgreSQL; a column of strings does not become a number.
 */
final class Coercion extends TypeCoercionImpl {
  /** The operand of CASE that is after ELSE. */
  private static final int ELSE = 3;

  Coercion(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  public @Nullable RelDataType implicitCast(RelDataType from, SqlTypeFamily expected) {
    boolean textToOther = SqlTypeFamily.CHARACTER.contains(from) && !expected.contains(from);
    boolean otherToText = expected == SqlTypeFamily.CHARACTER || expected == SqlTypeFamily.STRING;
    if (textToOther || (otherToText && !SqlTypeFamily.CHARACTER.contains(from))) {
      return null;
    }
    return super.implicitCast(from, expected);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    for (int i = 1; i < binding.getOperandCount(); i++) {
      RelDataType left = binding.getOperandType(0);
      RelDataType right = binding.getOperandType(i);
      check(binding.operand(0), left, binding.operand(i), right);
    }
    boolean replaced = replaceDecimals(binding);
    return super.binaryComparisonCoercion(binding) || replaced;
  }

  /** Decimal literals that are compared with integers become integers. */
  private boolean replaceDecimals(SqlCallBinding binding) {
    SqlKind kind = binding.getCall().getKind();
    if (kind == SqlKind.BETWEEN) {
      boolean low = replaceDecimal(binding, 0, SqlKind.GREATER_THAN_OR_EQUAL, 1);
      boolean high = replaceDecimal(binding, 0, SqlKind.LESS_THAN_OR_EQUAL, 2);
      return low || high;
    }
    return SqlKind.COMPARISON.contains(kind)
        && (replaceDecimal(binding, 0, kind, 1) || replaceDecimal(binding, 1, kind.reverse(), 0));
  }

  /** An integer is in a list with decimals where it is one of those that are whole. */
  private static void replaceDecimals(SqlCallBinding binding, SqlNodeList items) {
    List<SqlNode> kept = new ArrayList<>();
    for (SqlNode item : items) {
      SqlNode literal = DecimalComparison.literal(SqlKind.EQUALS, item);
      boolean isNeverEqual =
          literal instanceof SqlNumericLiteral number && !DecimalLiterals.isInteger(number);
      if (!isNeverEqual) {
        kept.add(literal == null ? item : literal);
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    SqlValidator validator = binding.getValidator();
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode item : kept) {
      types.add(validator.deriveType(binding.getScope(), item));
    }
    RelDataType common = binding.getTypeFactory().leastRestrictive(types);
    if (common != null) {
      items.clear();
      items.addAll(kept);
      validator.setValidatedNodeType(items, common);
    }
  }

  private static boolean replaceDecimal(
      SqlCallBinding binding, int integer, SqlKind operator, int decimal) {
    if (binding.getOperandType(integer).getSqlTypeName() != SqlTypeName.BIGINT) {
      return false;
    }
    SqlNode literal = DecimalComparison.literal(operator, binding.operand(decimal));
    if (literal == null) {
      return false;
    }
    binding.getCall().setOperand(decimal, literal);
    binding.getValidator().deriveType(binding.getScope(), literal);
    return true;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    if (binding.operand(1) instanceof SqlNodeList items) {
      RelDataType left = binding.getOperandType(0);
      for (SqlNode item : items) {
        RelDataType right = binding.getValidator().deriveType(binding.getScope(), item);
        check(binding.operand(0), left, item, right);
      }
      if (left.getSqlTypeName() == SqlTypeName.BIGINT) {
        replaceDecimals(binding, items);
      }
    }
    return super.inOperationCoercion(binding);
  }

  /** The columns of UNION ALL do not become text. */
  @Override
  public boolean rowTypeCoercion(
      @Nullable SqlValidatorScope scope, SqlNode query, int column, RelDataType target) {
    SqlValidatorNamespace namespace = validator.getNamespace(query);
    if (namespace != null && SqlTypeFamily.CHARACTER.contains(target)) {
      RelDataType type = namespace.getRowType().getFieldList().get(column).getType();
      checkCommon("the columns of UNION ALL", List.of(target, type), query.getParserPosition());
    }
    return super.rowTypeCoercion(scope, query, column, target);
  }

  /**
   * @throws SqlFault of kind TYPE_MISMATCH if some types are text and others are not
   */
  private static void checkCommon(String what, List<RelDataType> types, SqlParserPos position) {
    RelDataType other = otherThanText(types);
    if (other != null && types.stream().anyMatch(SqlTypeFamily.CHARACTER::contains)) {
      throw new SqlFault(
          QueryException.Kind.TYPE_MISMATCH,
          what + " are both text and " + other.getSqlTypeName() + "; CAST one of them",
          position);
    }
  }

  /** The first type that is neither text nor that of NULL; null if there is none. */
  private static @Nullable RelDataType otherThanText(List<RelDataType> types) {
    for (RelDataType type : types) {
      if (!isNull(type) && !SqlTypeFamily.CHARACTER.contains(type)) {
        return type;
      }
    }
    return null;
  }

  /** Literal strings among the results of CASE or COALESCE take the type of the others. */
  @Override
  public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
    SqlCall call = binding.getCall();
    SqlValidatorScope scope = binding.getScope();
    boolean changed = false;
    if (call instanceof SqlCase choice) {
      SqlNodeList results = choice.getThenOperands();
      List<SqlNode> all = new ArrayList<>(results.getList());
      SqlNode otherwise = choice.getElseOperand();
      if (otherwise != null) {
        all.add(otherwise);
      }
      RelDataType target = literalsTarget(binding, all);
      for (int i = 0; target != null && i < results.size(); i++) {
        if (results.get(i) instanceof SqlCharStringLiteral) {
          changed |= coerceColumnType(scope, results, i, target);
        }
      }
      if (target != null && otherwise instanceof SqlCharStringLiteral) {
        changed |= coerceOperandType(scope, call, ELSE, target);
      }
    } else {
      RelDataType target = literalsTarget(binding, call.getOperandList());
      for (int i = 0; target != null && i < call.operandCount(); i++) {
        if (call.operand(i) instanceof SqlCharStringLiteral) {
          changed |= coerceOperandType(scope, call, i, target);
        }
      }
    }
    return super.caseOrEquivalentCoercion(binding) || changed;
  }

  /**
   * The type that literal strings among some results take; null if they stay text.
   *
   * @throws SqlFault of kind TYPE_MISMATCH if the others have no common type
   */
  private static @Nullable RelDataType literalsTarget(
      SqlCallBinding binding, List<SqlNode> results) {
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode result : results) {
      if (!(result instanceof SqlCharStringLiteral)) {
        types.add(binding.getValidator().deriveType(binding.getScope(), result));
      }
    }
    String name = binding.getCall().getOperator().getName();
    checkCommon("the results of " + name, types, binding.getCall().getParserPosition());
    return otherThanText(types);
  }

  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    for (int i = 0; i < binding.getOperandCount(); i++) {
      boolean isText = SqlTypeFamily.CHARACTER.contains(binding.getOperandType(i));
      if (isText && !(binding.operand(i) instanceof SqlCharStringLiteral)) {
        return false;
      }
    }
    return super.binaryArithmeticCoercion(binding);
  }

  /**
   * @throws SqlFault if values of different families are compared, unless one is a literal of text;
   *     of kind NOT_SUPPORTED if an interval of months is compared with another
   */
  private static void check(
      SqlNode left, RelDataType leftType, SqlNode right, RelDataType rightType) {
    if (isInterval(leftType) && isInterval(rightType) && !haveSameUnits(leftType, rightType)) {
      throw Refusals.notSupported(
          "comparing an interval of months with one of days or less", left.getParserPosition());
    }
    boolean leftIsText = SqlTypeFamily.CHARACTER.contains(leftType);
    boolean rightIsText = SqlTypeFamily.CHARACTER.contains(rightType);
    if (isNull(leftType) || isNull(rightType) || familyOf(leftType) == familyOf(rightType)) {
      return;
    }
    SqlNode text = leftIsText ? left : right;
    if (leftIsText == rightIsText || !(text instanceof SqlCharStringLiteral)) {
      throw new SqlFault(
          QueryException.Kind.UNDEFINED_FUNCTION,
          "cannot compare "
              + leftType.getSqlTypeName()
              + " with "
              + rightType.getSqlTypeName()
              + "; CAST one of them",
          left.getParserPosition());
    }
  }

  /** Numbers, texts, truths, times or intervals. */
  private static @Nullable SqlTypeFamily familyOf(RelDataType type) {
    SqlTypeFamily family = type.getSqlTypeName().getFamily();
    return family == SqlTypeFamily.INTERVAL_YEAR_MONTH ? SqlTypeFamily.INTERVAL_DAY_TIME : family;
  }

  private static boolean isInterval(RelDataType type) {
    return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  /** Whether two intervals both have months, or both days and less. */
  private static boolean haveSameUnits(RelDataType left, RelDataType right) {
    return left.getSqlTypeName().getFamily() == right.getSqlTypeName().getFamily();
  }

  private static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }
}
