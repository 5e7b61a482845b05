/** A state machine's definition as parsed JSON, and the walk over its states that all checks share. */

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next?: string;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

export interface ChoiceRule {
  readonly Condition?: unknown;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

export interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly QueryLanguage?: string;
  readonly Resource?: string;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly ChoiceRule[];
  readonly Branches?: readonly States[];
  readonly ItemProcessor?: States;
  readonly Next?: string;
  /** Cause of a Fail state. */
  readonly Cause?: string;
}

/** A scope of states: the machine, a branch of a Parallel state, or the processor of a Map state. */
export interface States {
  readonly States: Readonly<Record<string, State>>;
}

export interface Machine extends States {
  readonly Comment?: string;
  readonly QueryLanguage?: string;
}

export interface NamedState {
  readonly name: string;
  readonly state: State;
  /** Names of the variables that outer scopes assign. */
  readonly outerVariables: ReadonlySet<string>;
}

/** Every state of the machine, nested ones included. */
export function* statesOf(scope: States, outerVariables: ReadonlySet<string> = new Set()): Generator<NamedState> {
  const inner = new Set([...outerVariables, ...assignedIn(scope)]);
  for (const [name, state] of Object.entries(scope.States)) {
    yield { name, state, outerVariables };
    for (const nested of scopesIn(state)) yield* statesOf(nested, inner);
  }
}

/** Names of the variables that the states of one scope assign, without those of nested scopes. */
function assignedIn({ States }: States): string[] {
  return Object.values(States).flatMap((state) => assignedBy(state));
}

/** Names of the variables that a state assigns, in any of its exits. */
export function assignedBy(state: State): string[] {
  const templates = [state.Assign, ...[...(state.Catch ?? []), ...(state.Choices ?? [])].map(({ Assign }) => Assign)];
  return templates.flatMap((template) => Object.keys(template ?? {}));
}

function scopesIn({ Branches, ItemProcessor }: State): readonly States[] {
  return [...(Branches ?? []), ...(ItemProcessor ? [ItemProcessor] : [])];
}
