/** A validation of a Terraform variable. */
export interface VariableRule {
  /**
   * Terraform expression that is true for a valid value.
   * @param value a reference to the variable
   */
  readonly condition: (value: string) => string;
  /** Text after `<name> must` in the message. */
  readonly demand: string;
}

/** @param pattern pattern that the whole text must match, unless the text is empty */
export function optional(pattern: string, what: string): VariableRule {
  return {
    condition: (value) => `${value} == "" || can(regex("^${pattern}$", ${value}))`,
    demand: `be ${what}, or empty`,
  };
}

/** Maximum of whole numbers, a century in days. Values far above it would give dates that neither JavaScript nor DynamoDB can represent. */
export const LARGEST = 36_500;

export function wholeNumberFrom(least: number, unit = ''): VariableRule {
  return {
    condition: (value) => `${value} >= ${least} && ${value} <= ${LARGEST} && floor(${value}) == ${value}`,
    demand: `be a whole number${unit}, ${least} to ${LARGEST}`,
  };
}

export function oneOf(values: readonly string[]): VariableRule {
  return {
    condition: (value) => `contains(${JSON.stringify(values)}, ${value})`,
    demand: `be one of ${values.join(', ')}`,
  };
}

/** @param pattern pattern of one item; it must not match a comma */
export function listOf(pattern: string, what: string): VariableRule {
  return {
    condition: (value) => `can(regex("^(${pattern}(,|$))*$", join(",", ${value})))`,
    demand: `be ${what}, or empty`,
  };
}
