import type { Aws } from '../../../core/aws';
import type { Random } from '../../../core/random';
import type { Caller } from '../../../core/service';
import type { StateType } from '../definition/asl';
import type { Json } from '../json';
import type { Evaluator } from '../jsonata/evaluator';
import type { History } from './history';
import type { VariableBudget } from './scope';

/** An execution as its states, integrations and interpreter see it. */
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
  /** Role of the state machine, which makes all calls. */
  readonly caller: Caller;
  /** Called before each state is entered; may stop the execution. */
  entering(state: string, type: StateType): void;
  /** Called for each retry, which counts as a state transition. */
  retrying(state: string): void;
  /** Resolves when another execution has ended, whatever its status. */
  ended(executionArn: string): Promise<void>;
}
