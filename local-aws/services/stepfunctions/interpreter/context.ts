import type { Aws } from '../../../core/aws';
import type { Random } from '../../../core/random';
import type { Caller } from '../../../core/service';
import type { StateType } from '../definition/asl';
import type { Json } from '../json';
import type { Evaluator } from '../jsonata/evaluator';
import type { History } from './history';
import type { VariableBudget } from './scope';

/** What states, integrations and everything between know of the execution that they belong to. */
export interface ExecutionContext {
  readonly aws: Aws;
  readonly evaluator: Evaluator;
  readonly random: Random;
  readonly history: History;
  readonly variables: VariableBudget;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn: string };
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  readonly startDate: Date;
  /** The state machine's role, as which all its calls are made. */
  readonly caller: Caller;
  /** Told of each state before it is entered; may stop the execution. */
  entering(state: string, type: StateType): void;
  /** Told of each retry, which counts as a state transition. */
  retrying(state: string): void;
  /** Resolves when another execution has ended, however. */
  ended(executionArn: string): Promise<void>;
}
