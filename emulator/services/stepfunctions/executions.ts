import type { Aws } from '../../core/aws';
import type { Random } from '../../core/random';
import { type Input, ServiceError } from '../../core/service';
import type { Counts, ExecutionEvent, ExecutionListener, ExecutionStatus } from './events';
import { Execution } from './interpreter/execution';
import type { HistoryEvent } from './interpreter/history';
import { isObject, type Json } from './json';
import { Evaluator } from './jsonata/evaluator';
import { LIMITS } from './limits';
import { page } from './paging';
import type { StateMachine } from './state-machine';
import { checkName, optionalEnum, optionalFlag, optionalText, requiredArn } from './validation';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

/** Members of event details that are omitted with `includeExecutionData: false`. */
const EXECUTION_DATA = ['input', 'output', 'parameters', 'error', 'cause', 'assignedVariables'];

/** Executions of the account, and the operations on them. */
export class Executions {
  private readonly byArn = new Map<string, Execution>();
  private readonly running = new Map<string, Set<Execution>>();
  private readonly evaluator: Evaluator;
  private readonly listeners: ExecutionListener[] = [];
  private stateTransitions = 0;
  private started = 0;

  constructor(
    private readonly aws: Aws,
    private readonly random: Random,
  ) {
    this.evaluator = new Evaluator(aws.clock, random);
  }

  onEvent(listener: ExecutionListener): void {
    this.listeners.push(listener);
  }

  counts(): Counts {
    let executionsRunning = 0;
    for (const executions of this.running.values()) executionsRunning += executions.size;
    return { stateTransitions: this.stateTransitions, executionsStarted: this.started, executionsRunning };
  }

  /**
   * Starts an execution. The call is idempotent: while an execution runs, a call with the same name and input returns this execution.
   * @throws ServiceError `ExecutionAlreadyExists` if the machine has an execution with this name that has ended or has another input
   */
  start(stateMachine: StateMachine, input: Input): unknown {
    const name = checkName(optionalText(input, 'name', LIMITS.payloadBytes) ?? this.random.uuid());
    const inputText = optionalText(input, 'input', LIMITS.payloadBytes) ?? '{}';
    const parsedInput = parseInput(inputText);
    const existing = this.byArn.get(this.aws.arn('states', `execution:${stateMachine.name}:${name}`));
    if (existing !== undefined) {
      if (existing.status !== 'RUNNING' || existing.inputText !== inputText) {
        throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
      }
      return { executionArn: existing.arn, startDate: existing.startDate };
    }
    const traceHeader = optionalText(input, 'traceHeader', 256);
    this.started += 1;
    const execution = new Execution({
      aws: this.aws,
      evaluator: this.evaluator,
      random: this.random,
      sequence: this.started,
      stateMachine,
      name,
      inputText,
      input: parsedInput,
      ...(traceHeader !== undefined && { traceHeader }),
      emit: (event) => this.emit(event),
      ended: async (arn) => this.byArn.get(arn)?.end,
    });
    this.byArn.set(execution.arn, execution);
    this.runningOf(stateMachine.arn).add(execution);
    execution.start();
    return { executionArn: execution.arn, startDate: execution.startDate };
  }

  describe(input: Input): unknown {
    const execution = this.find(input);
    const { status } = execution;
    const redrivable = status !== 'RUNNING' && status !== 'SUCCEEDED';
    return {
      executionArn: execution.arn,
      stateMachineArn: execution.stateMachine.arn,
      name: execution.name,
      status,
      startDate: execution.startDate,
      stopDate: execution.stopDate,
      input: execution.inputText,
      inputDetails: { included: true },
      ...(execution.output !== undefined && { output: execution.output, outputDetails: { included: true } }),
      traceHeader: execution.traceHeader,
      error: execution.error,
      cause: execution.cause,
      redriveCount: 0,
      redriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
      ...(!redrivable && { redriveStatusReason: `Execution is ${status} and cannot be redriven` }),
    };
  }

  /** Stops an execution. Has no effect if the execution has ended. */
  stop(input: Input): unknown {
    const execution = this.find(input);
    execution.stop(
      optionalText(input, 'error', LIMITS.errorCharacters),
      optionalText(input, 'cause', LIMITS.causeCharacters),
    );
    return { stopDate: execution.stopDate };
  }

  /** Ends an execution as if the execution had reached its time limit. */
  timeOut(executionArn: string): void {
    this.find({ executionArn }).timeOut();
  }

  list(stateMachine: StateMachine, input: Input): unknown {
    const status = optionalEnum<ExecutionStatus | 'PENDING_REDRIVE'>(input, 'statusFilter', STATUSES);
    const newestFirst = [...this.byArn.values()]
      .filter((execution) => execution.stateMachine.arn === stateMachine.arn)
      .filter((execution) => status === undefined || execution.status === status)
      .reverse();
    const { items, nextToken } = page(newestFirst, ({ sequence }) => sequence, input);
    return {
      executions: items.map((execution) => ({
        executionArn: execution.arn,
        stateMachineArn: execution.stateMachine.arn,
        name: execution.name,
        status: execution.status,
        startDate: execution.startDate,
        stopDate: execution.stopDate,
        redriveCount: 0,
      })),
      nextToken,
    };
  }

  history(input: Input): unknown {
    const { events } = this.find(input).history;
    const ordered = optionalFlag(input, 'reverseOrder') ? events.toReversed() : events;
    const { items, nextToken } = page(ordered, ({ id }) => id, input);
    const included = optionalFlag(input, 'includeExecutionData') ?? true;
    return { events: included ? items : items.map(withoutData), nextToken };
  }

  hasRunning(stateMachineArn: string): boolean {
    return this.runningOf(stateMachineArn).size > 0;
  }

  /** Waits for the end of all executions of the machine that are running when this method is called. */
  async endOfAll(stateMachineArn: string): Promise<void> {
    await Promise.all([...this.runningOf(stateMachineArn)].map(({ end }) => end));
  }

  /** Removes the executions of a machine that has been deleted. */
  removeAll(stateMachineArn: string): void {
    for (const [arn, execution] of this.byArn) {
      if (execution.stateMachine.arn === stateMachineArn) this.byArn.delete(arn);
    }
  }

  private find(input: Input): Execution {
    const arn = requiredArn(input, 'executionArn', 'execution');
    const execution = this.byArn.get(arn);
    if (execution === undefined) {
      throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    }
    return execution;
  }

  private runningOf(stateMachineArn: string): Set<Execution> {
    let executions = this.running.get(stateMachineArn);
    if (executions === undefined) {
      executions = new Set();
      this.running.set(stateMachineArn, executions);
    }
    return executions;
  }

  private emit(event: ExecutionEvent): void {
    if (event.kind === 'stateEntered' || event.kind === 'stateRetried') this.stateTransitions += 1;
    if (event.kind === 'executionFinished') {
      const finished = this.byArn.get(event.execution.arn);
      if (finished !== undefined) this.runningOf(event.execution.stateMachine.arn).delete(finished);
    }
    for (const listener of this.listeners) listener(event);
  }
}

/** Parses the input of an execution, which may be any JSON value. */
function parseInput(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}

function withoutData(event: HistoryEvent): HistoryEvent {
  const strip = (value: unknown) =>
    isObject(value) && !(value instanceof Date)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !EXECUTION_DATA.includes(name)))
      : value;
  const { id, previousEventId, timestamp, type, ...details } = event;
  const stripped = Object.entries(details).map(([name, value]) => [name, strip(value)]);
  return { id, previousEventId, timestamp, type, ...Object.fromEntries(stripped) };
}
