import type { OutputFields, State, StatesBlock } from '../definition/asl';
import { dataLimitExceeded, StatesError } from '../errors';
import { isJsonObject, type Json, type JsonObject, jsonBytes, jsonText, jsonType } from '../json';
import { EvaluationProblem } from '../jsonata/evaluator';
import { isExpression } from '../jsonata/expression';
import { evaluateTemplate } from '../jsonata/template';
import { LIMITS } from '../limits';
import type { Flow } from './flow';

/** Result of a state: its output, the variables that it sets, and the next state. */
export interface StateExit {
  readonly output: Json;
  readonly assign?: JsonObject;
  /** Name of the next state; undefined if the flow ends after this state. */
  readonly next: string | undefined;
}

/** Function that runs a branch or an iteration to its end. States that contain other states need this function. */
export type RunStates = (block: StatesBlock, input: Json, flow: Flow) => Promise<Json>;

/** Values that the expressions of some fields can read in addition to the state's input and context. `item` becomes a part of the context. */
export interface Visible {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly item?: { readonly Index: number; readonly Value: Json };
}

/** State types whose context object has `State.RetryCount`. */
const RETRYABLE: readonly State['Type'][] = ['Task', 'Map', 'Parallel'];

/** One visit to a state of a flow. Evaluates the state's fields. Records that the state is entered and exited, and evaluations that fail. */
export class Visit {
  retryCount = 0;
  private readonly enteredEventId: number;
  private readonly eventBefore: number;
  private readonly enteredTime: string;

  /** Enters the state. */
  constructor(
    readonly flow: Flow,
    readonly name: string,
    private readonly state: State,
    readonly input: Json,
  ) {
    flow.execution.entering(name, state.Type);
    flow.visiting = state.Type;
    this.eventBefore = flow.previousEventId;
    this.enteredTime = new Date(flow.execution.aws.clock.now()).toISOString();
    this.enteredEventId = flow.record(`${state.Type}StateEntered`, {
      name,
      input: jsonText(input),
      inputDetails: { truncated: false },
    });
  }

  /** Records the exit in the history. A Fail state has no exit. */
  exit(stateExit: StateExit): void {
    const assigned = Object.entries(stateExit.assign ?? {}).map(([name, value]) => [name, jsonText(value)]);
    this.flow.record(`${this.state.Type}StateExited`, {
      name: this.name,
      output: jsonText(stateExit.output),
      outputDetails: { truncated: false },
      ...(assigned.length > 0 && {
        assignedVariables: Object.fromEntries(assigned),
        assignedVariablesDetails: { truncated: false },
      }),
    });
    this.flow.visiting = undefined;
  }

  /**
   * Evaluates the expressions in a template.
   * @throws StatesError `States.QueryEvaluationError`, which is also recorded in the history
   */
  async evaluate(template: Json, location: string, visible: Visible = {}): Promise<Json> {
    const context = () => this.context(visible);
    const bindings = this.flow.scope.bindings({
      input: this.input,
      ...(visible.result !== undefined && { result: visible.result }),
      ...(visible.errorOutput !== undefined && { errorOutput: visible.errorOutput }),
      // The context object is created on demand, because few expressions use it.
      get context() {
        return context();
      },
    });
    const { evaluator } = this.flow.execution;
    try {
      return await evaluateTemplate(template, location, (text, at) => evaluator.evaluate(text, at, bindings));
    } catch (error) {
      if (error instanceof EvaluationProblem) throw this.evaluationFailed(error.message, error.location);
      throw error;
    }
  }

  /** Evaluates a field as `evaluate` does, and checks the type of the result. */
  async evaluateTo<T extends Json>(
    field: Json,
    location: string,
    expected: 'string' | 'number' | 'boolean' | 'array',
    is: (value: Json) => value is T,
  ): Promise<T> {
    const value = await this.evaluate(field, location);
    if (is(value)) return value;
    const text = isExpression(field) ? field.slice(2, -2).trim() : JSON.stringify(field);
    throw this.evaluationFailed(
      `The JSONata expression '${text}' specified for the field '${location}' returned an unexpected result type. ` +
        `Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`,
      location,
    );
  }

  /** Evaluates a field that must give a whole number from `min` to `max`. */
  async evaluateInteger(field: Json, location: string, min: number, max: number): Promise<number> {
    const value = await this.evaluateTo(field, location, 'number', (json) => typeof json === 'number');
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw this.evaluationFailed(
      `The field '${location}' must be an integer from ${min} to ${max}, but was: ${value}`,
      location,
    );
  }

  /**
   * Evaluates the fields `Output` and `Assign` of the state itself, of a catcher or of a Choice rule.
   * @param prefix beginning of the locations in errors, e.g. `Catch[0]/`
   * @param fallback the output if the fields have no `Output`
   */
  async outputOf(
    fields: OutputFields,
    fallback: Json,
    visible: Visible = {},
    prefix = '',
  ): Promise<Pick<StateExit, 'output' | 'assign'>> {
    const output =
      fields.Output === undefined ? fallback : await this.evaluate(fields.Output, `${prefix}Output`, visible);
    if (jsonBytes(output) > LIMITS.payloadBytes) throw dataLimitExceeded(this.name);
    if (fields.Assign === undefined) return { output };
    const assign = await this.evaluate(fields.Assign, `${prefix}Assign`, visible);
    if (!isJsonObject(assign)) throw new Error(`Assign of '${this.name}' is not an object`);
    this.flow.scope.check(assign);
    return { output, assign };
  }

  /**
   * Records a failed evaluation in the history and returns the error. Recorded on AWS: if EvaluationFailed directly
   * follows the state's Entered event, both events have the same `previousEventId`. Exception: if the `Timestamp` of a
   * Wait fails, the `previousEventId` of EvaluationFailed is the id of the Entered event.
   */
  evaluationFailed(message: string, location?: string): StatesError {
    const failure = this.failure('States.QueryEvaluationError', message);
    if (this.flow.previousEventId === this.enteredEventId && location !== 'Timestamp') {
      this.flow.previousEventId = this.eventBefore;
    }
    this.flow.record('EvaluationFailed', {
      error: 'States.QueryEvaluationError',
      cause: failure.cause ?? '',
      ...(location !== undefined && { location }),
      state: this.name,
    });
    return failure;
  }

  /** Returns an error. The first sentence of its cause names the state and the id of the Entered event, as in Step Functions. */
  failure(error: string, message: string): StatesError {
    return new StatesError(
      error,
      `An error occurred while executing the state '${this.name}' (entered at the event id #${this.enteredEventId}). ${message}`,
    );
  }

  /** Returns the context object, `$states.context`. */
  private context(visible: Visible): JsonObject {
    const { execution } = this.flow;
    return {
      Execution: {
        Id: execution.arn,
        Input: execution.input,
        Name: execution.name,
        RoleArn: execution.stateMachine.roleArn,
        StartTime: execution.startDate.toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: execution.stateMachine.arn, Name: execution.stateMachine.name },
      State: {
        Name: this.name,
        EnteredTime: this.enteredTime,
        ...(RETRYABLE.includes(this.state.Type) && { RetryCount: this.retryCount }),
      },
      ...(visible.item && { Map: { Item: { ...visible.item } } }),
    };
  }
}
