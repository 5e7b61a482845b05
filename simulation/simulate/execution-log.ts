import type { CallListener } from '../../emulator/core/aws';
import type { LocalAws } from '../../emulator/local-aws';
import type { ExecutionEvent, ExecutionView } from '../../emulator/services/stepfunctions/events';

/** An execution of the state machine `run`. */
export interface RunExecution {
  readonly arn: string;
  readonly name: string;
  /** Input of the run, from its request or its schedule. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  endedAt: number | undefined;
  /** True if the run has started a nested execution. The nested execution does the work of the run. */
  ran: boolean;
  /** True if the run has changed something in Personalize. */
  hasChanged: boolean;
  /** True if the state machine `run` published the notification itself, because the function that notifies had failed. */
  notifiedByItself: boolean;
  status: string;
  error: string | undefined;
  cause: string | undefined;
}

/** Pattern of operations that change something in Personalize. */
export const CHANGE = /^(?:Create|Update|Delete|Start|Stop)/;

/**
 * Pattern of the run's id in the input of an execution or in the event of a function. A run's id is the name of its
 * execution.
 */
const RUN_ID = /"run":"([^"]+)"/;

/** Log of all runs and their executions, for the invariants. The run of a nested execution is known by the run's id in its input. */
export class ExecutionLog {
  /** Runs by ARN. */
  readonly runs = new Map<string, RunExecution>();
  /** Version of the parameter file that a run works with, by the run's id. */
  readonly fileOfRun = new Map<string, string>();
  /** ARN and cause of the last execution that ended with an error, as text, by the name of the error. */
  readonly errors = new Map<string, string>();
  /** ARNs of executions that were stopped or timed out. */
  readonly endedFromOutside = new Set<string>();
  /** ARNs of all executions of interrupted runs. A run is interrupted if one of its executions is in `endedFromOutside`. */
  readonly interrupted = new Set<string>();
  private readonly byId = new Map<string, RunExecution>();
  /** ARNs of executions by the id of their run. */
  private readonly executions = new Map<string, string[]>();

  constructor(private readonly local: LocalAws) {
    local.stepFunctions.onEvent((event) => this.note(event));
    local.aws.onCall((record) => this.noteCall(record));
  }

  /** Returns the runs that uploads started, by the version of the parameter file. */
  uploadRuns(): ReadonlyMap<string, readonly RunExecution[]> {
    const found = new Map<string, RunExecution[]>();
    for (const run of this.runs.values()) {
      if (run.input.trigger !== 'upload') continue;
      const { versionId } = run.input.file as { readonly versionId: string };
      found.set(versionId, [...(found.get(versionId) ?? []), run]);
    }
    return found;
  }

  /** Returns the run that an input or an event names. @param text the input or event as JSON text */
  runOf(text = ''): RunExecution | undefined {
    return this.byId.get(RUN_ID.exec(text)?.[1] ?? '');
  }

  private note({ kind, execution }: ExecutionEvent): void {
    if (kind === 'executionStarted') this.begin(execution);
    if (kind === 'executionFinished') this.end(execution);
  }

  private begin(execution: ExecutionView): void {
    const run = machineOf(execution) === 'run' ? this.beginRun(execution) : this.beginNested(execution);
    if (run !== undefined) this.executions.set(run.name, [...(this.executions.get(run.name) ?? []), execution.arn]);
  }

  private beginRun({ arn, name, inputText, startDate, status }: ExecutionView): RunExecution {
    const run: RunExecution = {
      arn,
      name,
      input: JSON.parse(inputText) as RunExecution['input'],
      startedAt: startDate.getTime(),
      endedAt: undefined,
      ran: false,
      hasChanged: false,
      notifiedByItself: false,
      status,
      error: undefined,
      cause: undefined,
    };
    this.runs.set(arn, run);
    this.byId.set(name, run);
    return run;
  }

  private beginNested({ inputText }: ExecutionView): RunExecution | undefined {
    const run = this.runOf(inputText);
    if (run === undefined) return undefined;
    run.ran = true;
    const { file } = JSON.parse(inputText) as { readonly file?: { readonly versionId: string } };
    if (file !== undefined) this.fileOfRun.set(run.name, file.versionId);
    return run;
  }

  private end({ arn, status, error, cause }: ExecutionView): void {
    const run = this.runs.get(arn);
    if (run !== undefined) Object.assign(run, { status, error, cause, endedAt: this.local.clock.now() });
    if (error !== undefined) this.errors.set(error, `${arn}: ${cause}`);
    if (status !== 'ABORTED' && status !== 'TIMED_OUT') return;
    this.endedFromOutside.add(arn);
    for (const executions of this.executions.values())
      if (executions.includes(arn)) for (const each of executions) this.interrupted.add(each);
  }

  private noteCall({ service, call, caller, event, error }: Parameters<CallListener>[0]): void {
    if (caller.kind !== 'role' || error !== undefined) return;
    if (service === 'personalize' && CHANGE.test(call.operation)) {
      const run = this.runOf(event);
      if (run !== undefined) run.hasChanged = true;
    }
    if (service !== 'sns' || event !== undefined) return;
    const run = this.byId.get(/\\"runId\\":\\"([^"\\]+)\\"/.exec(String(call.input.Message))?.[1] ?? '');
    if (run !== undefined) run.notifiedByItself = true;
  }
}

/** Returns the name of the execution's machine in the project, which is the name of its file without `.asl.json`. */
export function machineOf({ stateMachine }: Pick<ExecutionView, 'stateMachine'>): string {
  return stateMachine.name.replace(/^personalize-/, '');
}
