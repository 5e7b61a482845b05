import type { Aws } from '../../../core/aws';
import type { Random } from '../../../core/random';
import type { Caller } from '../../../core/service';
import type { StateType } from '../definition/asl';
import type { Json } from '../json';
import type { Evaluator } from '../jsonata/evaluator';
import type { History } from './history';
import type { VariableBudget } from './scope';

/** The part of an execution that its states, its integrations and the interpreter use. */
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
  /** Caller of all calls that the execution makes: the role of the state machine. */
  readonly caller: Caller;
  /**
   * Reports that a state is about to be entered.
   * @throws Aborted if the state machine is being deleted. The execution has then been stopped
   */
  entering(state: string, type: StateType): void;
  /** Reports a retry. A retry counts as a state transition. */
  retrying(state: string): void;
  /** Resolves when another execution has ended, with any status. Resolves at once if there is no such execution. */
  ended(executionArn: string): Promise<void>;
}
