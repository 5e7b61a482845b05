import type { LocalAws } from '../../local-aws/local-aws';
import type { ExecutionEvent, ExecutionView } from '../../local-aws/services/stepfunctions/events';

/** An execution of `run`. */
export interface RunExecution {
  readonly arn: string;
  readonly name: string;
  /** The input of the run, from its request or its schedule. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  endedAt: number | undefined;
  /** Whether it started its workflow. */
  ran: boolean;
  /** Whether it published the notification itself because the notifying function had failed. */
  notifiedByItself: boolean;
  status: string;
  error: string | undefined;
  cause: string | undefined;
}

/** Records what executions of state machines do, for the invariants. */
export class ExecutionLog {
  /** By ARN. */
  readonly runs = new Map<string, RunExecution>();
  /** Causes of execution errors, by execution and error. */
  readonly errors = new Map<string, string>();
  /** ARNs of solution versions that a step created or found. */
  readonly knownVersions = new Set<string>();
  /** How many steps of solution versions ended without recording an ARN. */
  unknownVersions = 0;
  /** ARNs of executions that were stopped or timed out. */
  readonly endedFromOutside = new Set<string>();
  /** ARNs of executions for which the function `lock` was asked for the lock of the data when the one that had called it was ended. */
  readonly interruptedTrainingStarts = new Set<string>();

  constructor(private readonly local: LocalAws) {
    local.stepFunctions.onEvent((event) => this.note(event));
  }

  /** Runs started by uploads, by the version of the parameter file. */
  uploadRuns(): ReadonlyMap<string, readonly RunExecution[]> {
    const found = new Map<string, RunExecution[]>();
    for (const run of this.runs.values()) {
      if (run.input.trigger !== 'upload') continue;
      const { versionId } = run.input.file as { readonly versionId: string };
      found.set(versionId, [...(found.get(versionId) ?? []), run]);
    }
    return found;
  }

  private note(event: ExecutionEvent): void {
    const { execution } = event;
    switch (event.kind) {
      case 'executionStarted':
        if (machineOf(execution) === 'run') this.begin(execution);
        return;
      case 'stateEntered': {
        const run = this.runs.get(execution.arn);
        if (run !== undefined && event.state === 'Run the workflow') run.ran = true;
        if (run !== undefined && event.state === 'Notify of the unrecorded run') run.notifiedByItself = true;
        return;
      }
      case 'executionFinished':
        this.end(execution);
        return;
      default:
    }
  }

  private begin({ arn, name, inputText, startDate, status }: ExecutionView): void {
    this.runs.set(arn, {
      arn,
      name,
      input: JSON.parse(inputText) as RunExecution['input'],
      startedAt: startDate.getTime(),
      endedAt: undefined,
      ran: false,
      notifiedByItself: false,
      status,
      error: undefined,
      cause: undefined,
    });
  }

  private end(execution: ExecutionView): void {
    const { arn, status, error, cause } = execution;
    const run = this.runs.get(arn);
    if (run !== undefined) Object.assign(run, { status, error, cause, endedAt: this.local.clock.now() });
    if (status === 'ABORTED' || status === 'TIMED_OUT') this.noteEndFromOutside(execution);
    if (error !== undefined) this.errors.set(error, `${arn}: ${cause}`);
    if (machineOf(execution) === 'ensure-resource') this.noteVersions(execution);
  }

  private noteEndFromOutside({ arn, history }: ExecutionView): void {
    this.endedFromOutside.add(arn);
    if (history.events.findLast(({ type }) => /^Task(?!State)/.test(type))?.type !== 'TaskStarted') return;
    const scheduled = history.events.findLast(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
    const { Payload } = JSON.parse((scheduled as { readonly parameters: string }).parameters) as LockCall;
    const isStart = [Payload?.work].flat().some((work) => work?.workflow === 'training-start');
    if (Payload?.action === 'ACQUIRE' && isStart) this.interruptedTrainingStarts.add(Payload.holder ?? '');
  }

  private noteVersions({ inputText, output, history }: ExecutionView): void {
    const { solutions = [] } = JSON.parse(inputText) as { readonly solutions?: readonly string[] };
    if (output === undefined) this.unknownVersions += solutions.length;
    // The output has only what is in progress at the end.
    for (const event of history.events) {
      if (event.type !== 'TaskSucceeded') continue;
      for (const [arn] of JSON.stringify(event).matchAll(SOLUTION_VERSION)) this.knownVersions.add(arn);
    }
  }
}

interface LockedWork {
  readonly workflow?: string;
}

/** Parameters of a task that calls the function `lock`; other tasks have other payloads, or none. */
interface LockCall {
  readonly Payload?: {
    readonly action?: string;
    readonly work?: LockedWork | readonly LockedWork[];
    /** ARN of an execution. */
    readonly holder?: string;
  };
}

/** Its ARN, in JSON text within JSON. */
const SOLUTION_VERSION = /arn:[^"\\]*:solution\/[^"\\/]+\/[^"\\/]+(?=\\*")/g;

/** Names of the solutions that the execution has ended with, while others go on, and the workflow that released their locks. */
export function solutionsEndedBy(execution: ExecutionView): Ended | undefined {
  if (machineOf(execution) !== 'ensure-resource' || execution.output === undefined) return undefined;
  const { handOver } = JSON.parse(execution.output) as { readonly handOver?: HandOver };
  const input = JSON.parse(execution.inputText) as { readonly AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID?: string };
  const names = handOver?.work.flatMap(({ solutions = [] }) => solutions) ?? [];
  return { workflow: input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID ?? '', names };
}

interface Ended {
  /** ARN of the execution. */
  readonly workflow: string;
  readonly names: readonly string[];
}

interface HandOver {
  readonly work: readonly { readonly solutions?: readonly string[] }[];
}

/** The machine's name in the project, which is that of its file. */
export function machineOf({ stateMachine }: Pick<ExecutionView, 'stateMachine'>): string {
  return stateMachine.name.replace(/^personalize-/, '');
}
