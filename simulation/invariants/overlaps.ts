import { isPending } from '../../lib/personalize/statuses';
import type { RunExecution } from '../simulate/execution-log';
import { isOf } from '../simulate/names';
import { type Call, onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import { onWrite } from '../simulate/writes';
import type { Broken, Invariant } from './invariant';

/**
 * Triggers of runs that train no solution. Such runs restore resources, or move campaigns to the version that was decided
 * on. They do not wait for trainings.
 */
export const MOVERS: ReadonlySet<unknown> = new Set(['promotion', 'drift']);

export const runsNeverOverlap: Invariant = {
  name: 'no two uploads of a dataset group interleave their changes of Personalize, nor do two runs on a solution unless one waits for a quota',
  watch: (world, broken) => {
    const sequences = new Map<string, Sequence>();
    // A run that waits for a quota releases the solution's lock, if all its unfinished items on the solution wait for a
    // quota.
    onWrite(world, ({ put: { isQueued, title }, run }) => {
      if (isQueued?.BOOL !== true || run === undefined) return;
      const solution = /solution '([^']+)'/.exec(title?.S ?? '')?.[1];
      sequences.get(`solution ${solution}`)?.pause(run.name);
    });
    onOwnCall(world, (call, run) => {
      // After a run has been stopped, its function may still be at work.
      if (run === undefined || run.endedAt !== undefined) return;
      for (const subject of subjectsOf(call, run)) {
        const own = sequences.get(subject) ?? new Sequence();
        sequences.set(subject, own);
        const other = own.add(run.name);
        if (other !== undefined) broken(`${subject}: ${call.operation} by ${run.name}, after ${other} had begun`);
      }
    });
  },
};

/** Returns the subjects of a call. Two runs may not work on the same subject at the same time. */
function subjectsOf({ input }: Call, { input: { trigger, datasetGroup } }: RunExecution): readonly string[] {
  const uploads = trigger === 'upload' ? [`uploads of ${datasetGroup}`] : [];
  const solution = /:solution\/([^/\s]+)/.exec(`${input.solutionArn} ${input.solutionVersionArn}`)?.[1];
  return solution === undefined || MOVERS.has(trigger) ? uploads : [...uploads, `solution ${solution}`];
}

/** Sequence of the runs that have worked on a subject. */
class Sequence {
  private current: string | undefined;
  private readonly over = new Set<string>();
  private readonly paused = new Set<string>();

  /** Notes that other runs may work on the subject before this run's next change. */
  pause(run: string): void {
    this.paused.add(run);
  }

  /** @returns another run that has worked on the subject between two changes by this run. Undefined if there is none, or if this run has paused */
  add(run: string): string | undefined {
    const other = this.current;
    const hasPaused = this.paused.delete(run);
    if (other === run) return undefined;
    if (other !== undefined) this.over.add(other);
    this.current = run;
    return this.over.has(run) && !hasPaused ? other : undefined;
  }
}

export const importsOfRunsNeverOverlap: Invariant = {
  name: 'no run begins an import while an import of another run of the dataset group is pending',
  watch: (world, broken) => {
    /** Runs by the names of their import jobs. */
    const runs = new Map<string, RunExecution>();
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateDatasetImportJob' || run === undefined) return;
      const name = String(input.jobName);
      runs.set(name, run);
      for (const other of world.ofType('datasetImportJob')) {
        const owner = runs.get(other.name);
        // Imports of an ended run are allowed to overlap: Personalize continues the imports of a stopped run.
        if (owner === undefined || owner.endedAt !== undefined || owner === run || !isPending(other.status)) continue;
        if (owner.input.datasetGroup === run.input.datasetGroup)
          broken(`${name} of ${run.name} began while ${other.name} of ${owner.name} was ${other.status}`);
      }
    });
  },
};

export const endedRunsChangeNothing: Invariant = {
  name: 'no run changes Personalize after its end, except in a function that was working when the run was stopped',
  watch: (world, broken) =>
    onOwnCall(world, ({ operation }, run) => {
      const since = world.local.clock.now() - (run?.endedAt ?? Number.POSITIVE_INFINITY);
      if (since > LATE) broken(`${operation} by ${run?.name}, ${Math.round(since / 1000)} s after its end`);
    }),
};

/** Milliseconds for which a function may still work after its run was stopped. This is the longest timeout of a function. */
export const LATE = 15 * 60_000;

export const trainingsWaitForImports: Invariant = {
  name: 'no training starts during an import, and no import while a training starts',
  watch: (world, broken) =>
    onOwnCall(world, (call) => {
      // Overlaps are allowed after any execution was stopped or timed out. Personalize continues the work of such an
      // execution, and no other execution waits for this work.
      if (world.executionLog.endedFromOutside.size > 0) return;
      if (call.operation === 'CreateSolutionVersion') checkTraining(world, call, broken);
      if (call.operation === 'CreateDatasetImportJob') checkImport(world, call, broken);
    }),
};

function checkTraining(world: World, { input }: Call, broken: Broken): void {
  const solutionName = String(input.solutionArn).split('/').at(-1) ?? '';
  const team = world.teams.find(({ name }) => isOf(name, solutionName));
  for (const { name, status } of world.ofType('datasetImportJob')) {
    const isOfTeam = team !== undefined && isOf(team.name, name.slice(name.indexOf('-') + 1));
    if (isOfTeam && isPending(status)) broken(`${solutionName} began to train while ${name} was ${status}`);
  }
}

function checkImport(world: World, { input }: Call, broken: Broken): void {
  const job = String(input.jobName);
  const team = world.teams.find(({ name }) => isOf(name, job.slice(job.indexOf('-') + 1)));
  for (const { name, arn, status } of world.ofType('solutionVersion')) {
    if (world.manualVersions.has(arn) || team === undefined || !isOf(team.name, name)) continue;
    if (status === 'CREATE PENDING') broken(`${job} began while the training of ${name} was starting`);
  }
}
