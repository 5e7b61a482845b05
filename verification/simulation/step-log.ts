import type { LocalAws } from '../../local-aws/local-aws';
import { machineOf } from './execution-log';

/** An execution that brings one resource to its desired state. */
export interface LoggedStep {
  readonly type: string;
  /** Position of the resource's solution in the parameter file. */
  readonly solution: number;
  /** Of the parameter file. */
  readonly versionId: string;
  readonly run: string;
  hasEnded: boolean;
}

interface Input {
  readonly run?: string;
  readonly file?: { readonly versionId: string };
  readonly resource?: { readonly type: string; readonly pointer: string };
}

/** Records which executions work on resources of solutions, and with which parameter file each run works. */
export class StepLog {
  /** Version of the parameter file, by the run's id. */
  readonly fileOfRun = new Map<string, string>();
  private readonly steps = new Map<string, LoggedStep>();

  constructor(local: LocalAws) {
    local.stepFunctions.onEvent(({ kind, execution }) => {
      if (kind === 'executionFinished') this.end(execution.arn);
      if (kind !== 'executionStarted') return;
      const { run, file, resource } = JSON.parse(execution.inputText) as Input;
      if (!run || file === undefined) return;
      this.fileOfRun.set(run, file.versionId);
      const solution = /^\/solutions\/(\d+)/.exec(resource?.pointer ?? '')?.[1];
      if (machineOf(execution) !== 'ensure-resource' || resource === undefined || solution === undefined) return;
      const step = { type: resource.type, solution: Number(solution), versionId: file.versionId, run, hasEnded: false };
      this.steps.set(execution.arn, step);
    });
  }

  /**
   * Those that may be calling Personalize for a resource of the type now: all that have not ended or, if there are none, the last one, of
   * which a function may still run.
   */
  current(fits: (step: LoggedStep) => boolean): readonly LoggedStep[] {
    const own = [...this.steps.values()].filter(fits);
    const running = own.filter(({ hasEnded }) => !hasEnded);
    return running.length > 0 ? running : own.slice(-1);
  }

  private end(execution: string): void {
    const step = this.steps.get(execution);
    if (step !== undefined) step.hasEnded = true;
  }
}
