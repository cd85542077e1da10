package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Decides which types convert to others without CAST. A literal string takes the type of the other
 * operand, as in PostgreSQL; a column of strings does not become a number.
 */
final class Coercion extends TypeCoercionImpl {
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
    return super.binaryComparisonCoercion(binding);
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    if (binding.operand(1) instanceof SqlNodeList items) {
      RelDataType left = binding.getOperandType(0);
      for (SqlNode item : items) {
        RelDataType right = binding.getValidator().deriveType(binding.getScope(), item);
        check(binding.operand(0), left, item, right);
      }
    }
    return super.inOperationCoercion(binding);
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
   * @throws SqlFault if values of different families are compared, unless one is a literal of text
   */
  private static void check(
      SqlNode left, RelDataType leftType, SqlNode right, RelDataType rightType) {
    boolean leftIsText = SqlTypeFamily.CHARACTER.contains(leftType);
    boolean rightIsText = SqlTypeFamily.CHARACTER.contains(rightType);
    if (isNull(leftType) || isNull(rightType) || familyOf(leftType) == familyOf(rightType)) {
      return;
    }
    SqlNode text = leftIsText ? left : right;
    if (leftIsText == rightIsText || !(text instanceof SqlCharStringLiteral)) {
      throw new SqlFault(
          QueryException.Kind.TYPE_MISMATCH,
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

  private static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }
}
