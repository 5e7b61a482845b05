import type { Json, JsonObject } from '../json';

/**
 * Types of the part of the Amazon States Language that the local Step Functions runs: JSONata machines with inline Maps.
 * Definitions that `checkDefinition` accepts have these types.
 */

/** States that run one after another. They are a machine, a branch of a Parallel, or the processor of a Map. */
export interface StatesBlock {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Machine extends StatesBlock {
  readonly TimeoutSeconds?: number;
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | MapState
  | ParallelState
  | SucceedState
  | FailState;
export type StateType = State['Type'];

/** A value, or text with an expression that computes the value. */
export type Computed<T> = string | T;

/** Transition to another state. `Next` is absent if the state has `End: true`. */
interface Transition {
  readonly Next?: string;
}

/** Fields that compute a state's output and set variables. */
export interface OutputFields {
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface Recoverable {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'NONE' | 'FULL';
}

export interface Catcher extends OutputFields {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

export interface TaskState extends Transition, OutputFields, Recoverable {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: Computed<number>;
}

export interface PassState extends Transition, OutputFields {
  readonly Type: 'Pass';
}

export interface ChoiceState extends OutputFields {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ChoiceRule extends OutputFields {
  readonly Condition: Computed<boolean>;
  readonly Next: string;
}

export interface WaitState extends Transition, OutputFields {
  readonly Type: 'Wait';
  readonly Seconds?: Computed<number>;
  readonly Timestamp?: string;
}

export interface MapState extends Transition, OutputFields, Recoverable {
  readonly Type: 'Map';
  readonly Items?: Computed<readonly Json[]>;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: Computed<number>;
  readonly ItemProcessor: StatesBlock;
}

export interface ParallelState extends Transition, OutputFields, Recoverable {
  readonly Type: 'Parallel';
  readonly Arguments?: Json;
  readonly Branches: readonly StatesBlock[];
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Output?: Json;
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}
