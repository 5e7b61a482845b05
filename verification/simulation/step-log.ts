import type { LocalAws } from '../../local-aws/local-aws';
import type { ExecutionView } from '../../local-aws/services/stepfunctions/events';
import { machineOf, solutionsEndedBy } from './execution-log';

/** A resource of a solution that an execution brings to its desired state. */
export interface LoggedStep {
  readonly type: string;
  /** Position of the resource's solution in the parameter file, or its name. */
  readonly solution: number | string;
  /** Of the parameter file. */
  readonly versionId: string;
  readonly run: string;
  hasEnded: boolean;
}

interface Reference {
  readonly type: string;
  readonly pointer: string;
}

interface Input {
  readonly run?: string;
  readonly file?: { readonly versionId: string };
  readonly resource?: Reference;
  readonly resources?: readonly Reference[];
  readonly solutions?: readonly string[];
  readonly AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID?: string;
}

/** Types of all that belongs to a solution. */
const OF_SOLUTION = ['solution', 'solutionVersion', 'campaign', 'batchInferenceJob', 'batchSegmentJob'];

/** Records which executions work on resources of solutions, and with which parameter file each run works. */
export class StepLog {
  /** Version of the parameter file, by the run's id. */
  readonly fileOfRun = new Map<string, string>();
  /** By execution. */
  private readonly steps = new Map<string, readonly LoggedStep[]>();
  /** Names of solutions on which an execution of a workflow works no longer, with its ARN. */
  private readonly ended = new Set<string>();

  constructor(local: LocalAws) {
    local.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind === 'executionFinished') this.end(execution);
      if (kind !== 'executionStarted') return;
      const input = JSON.parse(execution.inputText) as Input;
      const { run, file, resource, resources = [], solutions = [] } = input;
      if (!run || file === undefined) return;
      this.fileOfRun.set(run, file.versionId);
      if (machineOf(execution) !== 'ensure-resource') return;
      const steps = [...(resource ? [resource] : []), ...resources].flatMap(({ type, pointer }): LoggedStep[] => {
        const solution = /^\/solutions\/(\d+)/.exec(pointer)?.[1];
        if (solution === undefined) return [];
        return [{ type, solution: Number(solution), versionId: file.versionId, run, hasEnded: false }];
      });
      const going = solutions.filter(
        (name) => !this.ended.has(`${input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID} ${name}`),
      );
      const ofSolutions = going.flatMap((solution) =>
        OF_SOLUTION.map((type): LoggedStep => ({ type, solution, versionId: file.versionId, run, hasEnded: false })),
      );
      this.steps.set(execution.arn, [...steps, ...ofSolutions]);
    });
  }

  /**
   * Those that may be calling Personalize for a resource of the type now: all that have not ended or, if there are none, the last one, of
   * which a function may still run.
   */
  current(fits: (step: LoggedStep) => boolean): readonly LoggedStep[] {
    const own = [...this.steps.values()].flat().filter(fits);
    const running = own.filter(({ hasEnded }) => !hasEnded);
    return running.length > 0 ? running : own.slice(-1);
  }

  private end(execution: ExecutionView): void {
    for (const step of this.steps.get(execution.arn) ?? []) step.hasEnded = true;
    const { workflow, names = [] } = solutionsEndedBy(execution) ?? {};
    for (const name of names) this.ended.add(`${workflow} ${name}`);
  }
}
