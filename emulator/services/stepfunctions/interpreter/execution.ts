import type { Aws } from '../../../core/aws';
import type { Timer } from '../../../core/clock';
import type { Random } from '../../../core/random';
import type { Caller } from '../../../core/service';
import type { StateType } from '../definition/asl';
import { Aborted, StatesError } from '../errors';
import type { ExecutionListener, ExecutionStatus } from '../events';
import type { Json } from '../json';
import type { Evaluator } from '../jsonata/evaluator';
import { LIMITS } from '../limits';
import type { StateMachine } from '../state-machine';
import { Cancellation } from './cancellation';
import type { ExecutionContext } from './context';
import { Flow } from './flow';
import { History } from './history';
import { runStates } from './run-states';
import { Scope, VariableBudget } from './scope';

export interface ExecutionOptions {
  readonly aws: Aws;
  readonly evaluator: Evaluator;
  readonly random: Random;
  /** Number of the execution. Executions of the account are numbered in the order of their starts. */
  readonly sequence: number;
  readonly stateMachine: StateMachine;
  readonly name: string;
  /** Input as JSON text. */
  readonly inputText: string;
  /** The parsed `inputText`. */
  readonly input: Json;
  readonly traceHeader?: string;
  readonly emit: ExecutionListener;
  readonly ended: (executionArn: string) => Promise<void>;
}

/** An execution of a state machine. */
export class Execution implements ExecutionContext {
  readonly aws: Aws;
  readonly evaluator: Evaluator;
  readonly random: Random;
  readonly history: History;
  readonly variables = new VariableBudget();
  readonly sequence: number;
  /** Revision of the state machine that was current when the execution started. An update does not affect running executions. */
  readonly stateMachine: StateMachine;
  readonly arn: string;
  readonly name: string;
  readonly inputText: string;
  readonly input: Json;
  readonly traceHeader: string | undefined;
  readonly startDate: Date;
  readonly caller: Caller;
  status: ExecutionStatus = 'RUNNING';
  stopDate: Date | undefined;
  /** Output as JSON text; undefined if the execution has not succeeded. */
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** Resolves when the execution has ended, with any status. */
  readonly end: Promise<void>;
  private readonly cancellation = new Cancellation();
  private readonly flow: Flow;
  private resolveEnd: () => void = () => {};
  private timer: Timer | undefined;

  constructor(private readonly options: ExecutionOptions) {
    const { aws, stateMachine } = options;
    this.aws = aws;
    this.evaluator = options.evaluator;
    this.random = options.random;
    this.sequence = options.sequence;
    this.stateMachine = stateMachine;
    this.name = options.name;
    this.arn = aws.arn('states', `execution:${stateMachine.name}:${options.name}`);
    this.inputText = options.inputText;
    this.input = options.input;
    this.traceHeader = options.traceHeader;
    this.startDate = new Date(aws.clock.now());
    const roleName = stateMachine.roleArn.slice(stateMachine.roleArn.lastIndexOf('/') + 1);
    this.caller = { kind: 'role', roleName, session: options.name };
    this.end = new Promise((resolve) => {
      this.resolveEnd = resolve;
    });
    this.history = new History(aws.clock);
    // Recorded on AWS: the `previousEventId` of the first state's Entered event is 0, not the id of ExecutionStarted.
    this.flow = new Flow(this, new Scope(this.variables), this.cancellation.signal, 0);
  }

  start(): void {
    this.history.add('ExecutionStarted', 0, {
      input: this.inputText,
      inputDetails: { truncated: false },
      roleArn: this.stateMachine.roleArn,
    });
    this.options.emit({ kind: 'executionStarted', execution: this });
    this.startTimer();
    void this.run();
  }

  /** Ends a running execution as ABORTED. */
  stop(error?: string, cause?: string): void {
    if (this.status !== 'RUNNING') return;
    this.close('ABORTED', 'ExecutionAborted', 0, { error, cause });
  }

  entering(state: string, type: StateType): void {
    if (this.stateMachine.shared.deleting) {
      this.stop();
      throw new Aborted('The state machine is being deleted.');
    }
    this.options.emit({ kind: 'stateEntered', execution: this, state, type });
  }

  retrying(state: string): void {
    this.options.emit({ kind: 'stateRetried', execution: this, state });
  }

  ended(executionArn: string): Promise<void> {
    return this.options.ended(executionArn);
  }

  /**
   * Limits the duration of the execution to `TimeoutSeconds` or to the year that Step Functions allows, whichever is shorter. The timer for
   * the year is a background timer, so that `advanceUntilIdle` does not advance by a year.
   */
  private startTimer(): void {
    const { clock } = this.aws;
    const limit = (this.stateMachine.definition.TimeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const milliseconds = Math.min(limit, LIMITS.executionMilliseconds);
    this.timer = clock.at(clock.now() + milliseconds, () => this.timeOut(), {
      background: milliseconds < limit,
    });
  }

  private async run(): Promise<void> {
    try {
      const output = await runStates(this.stateMachine.definition, this.input, this.flow);
      this.output = JSON.stringify(output);
      this.close('SUCCEEDED', 'ExecutionSucceeded', this.flow.previousEventId, {
        output: this.output,
        outputDetails: { truncated: false },
      });
    } catch (error) {
      if (error instanceof StatesError) {
        this.close('FAILED', 'ExecutionFailed', this.flow.previousEventId, {
          error: error.error?.slice(0, LIMITS.errorCharacters),
          cause: error.cause?.slice(0, LIMITS.causeCharacters),
        });
      } else if (!(error instanceof Aborted)) {
        this.aws.clock.fail(error);
      }
    }
  }

  /** Ends the execution as TIMED_OUT. The event has no error and no cause, although its type allows both (recorded on AWS). */
  timeOut(): void {
    if (this.status !== 'RUNNING') return;
    this.close('TIMED_OUT', 'ExecutionTimedOut', 0, {});
  }

  private close(
    status: ExecutionStatus,
    eventType: string,
    previousEventId: number,
    details: Readonly<Record<string, Json | undefined>>,
  ): void {
    this.timer?.cancel();
    this.status = status;
    this.stopDate = new Date(this.aws.clock.now());
    const given = Object.entries(details).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const { error, cause } = details;
    if (typeof error === 'string') this.error = error;
    if (typeof cause === 'string') this.cause = cause;
    this.history.append(eventType, previousEventId, Object.fromEntries(given));
    // An execution that succeeds or fails has no running work that must be aborted.
    if (status === 'ABORTED' || status === 'TIMED_OUT')
      this.cancellation.abort(new Aborted(`The execution ended as ${status}.`));
    this.options.emit({ kind: 'executionFinished', execution: this });
    this.resolveEnd();
  }
}
