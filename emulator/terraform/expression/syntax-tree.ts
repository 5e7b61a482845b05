/** The expressions of Terraform's language that the local AWS evaluates. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /**
   * Literal texts and interpolated expressions, in order. A template that is only one interpolated expression keeps the
   * type of the expression's value.
   */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
  /** Reference: `var.name`, `local.x`, `data.aws_region.current`, `aws_s3_bucket.data`, `count.index`. */
  | { readonly kind: 'reference'; readonly address: string }
  /** Access to a member: `.name` or `[key]`. */
  | { readonly kind: 'get'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Expression, Expression])[] };

/** Thrown for an expression that cannot be parsed or evaluated. `try` and `can` catch errors of the evaluation only. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
