import { StatesError } from '../errors';
import { type Json, type JsonObject, jsonBytes } from '../json';
import { LIMITS } from '../limits';

/** Number of bytes that all variables of an execution use. */
export class VariableBudget {
  used = 0;
}

/**
 * Variables of the top level, of one branch or of one iteration. States in an inner scope can read the variables of outer scopes. They
 * never assign them, because the definition check refuses such assignments.
 */
export class Scope {
  /** Values by variable name. The prototype is `values` of the outer scope, so that a lookup also finds outer variables. */
  private readonly values: Record<string, Json>;
  private readonly sizes = new Map<string, number>();

  constructor(
    private readonly budget: VariableBudget,
    outer?: Scope,
  ) {
    this.values = Object.create(outer?.values ?? null);
  }

  /** Returns `states` and all visible variables by name. The variables are on the prototype chain of the returned object. */
  bindings(states: unknown): Readonly<Record<string, unknown>> {
    const bindings: Record<string, unknown> = Object.create(this.values);
    bindings.states = states;
    return bindings;
  }

  /** @throws StatesError if assigning the values of one `Assign` would exceed a limit of a variable, of an `Assign` or of the execution */
  check(values: JsonObject): void {
    let total = 0;
    let growth = 0;
    for (const [name, value] of Object.entries(values)) {
      const size = jsonBytes(value);
      if (size > LIMITS.payloadBytes) refuse(`The variable '${name}' has ${size} bytes`, LIMITS.payloadBytes);
      total += size;
      growth += size - (this.sizes.get(name) ?? 0);
    }
    if (total > LIMITS.payloadBytes) refuse(`The variables of one Assign have ${total} bytes`, LIMITS.payloadBytes);
    if (this.budget.used + growth > LIMITS.variablesBytes) {
      refuse(`The variables of the execution have ${this.budget.used + growth} bytes`, LIMITS.variablesBytes);
    }
  }

  assign(values: JsonObject): void {
    for (const [name, value] of Object.entries(values)) {
      const size = jsonBytes(value);
      this.budget.used += size - (this.sizes.get(name) ?? 0);
      this.sizes.set(name, size);
      this.values[name] = value;
    }
  }

  /** Subtracts the variables' bytes from the budget. Must be called when the branch or iteration has ended. */
  release(): void {
    for (const size of this.sizes.values()) this.budget.used -= size;
    this.sizes.clear();
  }
}

/** @throws StatesError always. The error's name is unconfirmed: `states-large-variables` in docs/local-aws.md */
function refuse(what: string, limit: number): never {
  throw new StatesError('States.DataLimitExceeded', `${what}; the limit is ${limit} bytes.`);
}
