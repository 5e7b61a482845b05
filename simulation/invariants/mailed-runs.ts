import type { RunExecution } from '../simulate/execution-log';
import type { World } from '../simulate/world';
import { type Item, items } from './record-items';

const GOOD = new Set<string | undefined>(['SUCCEEDED', 'UNCHANGED']);
const ABOVE_BUDGET = 'Begun although it exceeds the budget';
const OPEN = ['HELD', 'CANDIDATE'];

interface Decided {
  readonly decision: string;
  readonly decidedBy: string;
}

/** Facts in the record table about a run that succeeded. */
interface Recorded {
  readonly results: readonly Item[];
  readonly decisions: readonly Decided[];
  readonly isFirstUpload: boolean;
  /** True if the run has recorded changes by its file, for example of rules, checks and schedules. */
  readonly hasChanges: boolean;
}

/** Decides which runs must have a mail of their own. This depends on the deployment's `notify_on` and on the records of the runs. */
export class MailedRuns {
  private constructor(
    private readonly notifyOn: World['notifyOn'],
    /** ARNs of executions that are recorded as SUCCEEDED or UNCHANGED. */
    private readonly succeeded: ReadonlySet<string | undefined>,
    private readonly recorded: (run: RunExecution) => Recorded,
  ) {}

  static async of(world: World): Promise<MailedRuns> {
    const runs = await items(world, 'run#');
    const results = byRun(await items(world, 'result#'));
    // A later run may decide on the same version again. Only the items `decision-2#` keep the decisions of each run.
    const decisions = byRun(await items(world, 'decision-2#'));
    const first = firstUploads(runs);
    const changing = new Set(runs.flatMap((run) => (run.changes === undefined ? [] : [run.execution?.S])));
    return new MailedRuns(
      world.notifyOn,
      new Set(runs.filter(({ status }) => GOOD.has(status?.S)).map(({ execution }) => execution?.S)),
      ({ arn, name }) => ({
        results: results.get(name) ?? [],
        decisions: (decisions.get(name) ?? []).map(({ decision }) => JSON.parse(decision?.S ?? '{}') as Decided),
        isFirstUpload: first.has(arn),
        hasChanges: changing.has(arn),
      }),
    );
  }

  /**
   * True if a run must have a mail of its own. A run that failed, or whose end is not recorded, must always have one. Also true for a
   * skipped run, although no mail is due for it: callers leave skipped runs out.
   */
  mustHave(run: RunExecution): boolean {
    if (!this.succeeded.has(run.arn)) return true;
    const recorded = this.recorded(run);
    if (needsPerson(recorded)) return true;
    if (this.notifyOn === 'failures') return false;
    return isUnusual(run, recorded) || (this.notifyOn === 'all' && !isRepetition(recorded));
  }
}

function needsPerson({ results, decisions }: Recorded): boolean {
  const isOverBudget = results.some((each) => each.isOverBudget?.BOOL === true);
  return isOverBudget || decisions.some(({ decision }) => OPEN.includes(decision));
}

function isChange({ result }: Item): boolean {
  return result?.S !== 'UNCHANGED' && result?.S !== 'SKIPPED';
}

/**
 * True if the run has nothing new to report. It has changed nothing, and what it refused or skipped (data, or work above the budget) was
 * reported before, or it left its imports to the upload of a newer file.
 */
function isRepetition({ results }: Recorded): boolean {
  const isWithoutImport = ({ type, result, arn }: Item) =>
    type?.S === 'datasetImportJob' && result?.S === 'UNCHANGED' && arn === undefined;
  return !results.some(isChange) && results.some((each) => each.result?.S === 'SKIPPED' || isWithoutImport(each));
}

function isUnusual({ input }: RunExecution, { results, decisions, isFirstUpload, hasChanges }: Recorded): boolean {
  return (
    isFirstUpload ||
    hasChanges ||
    input.warnings !== undefined ||
    input.workflow === 'data-deletion' ||
    input.workflow === 'removal' ||
    results.some((each) => each.result?.S === 'DELETED' || (isChange(each) && isNoteOnData(each.note?.S))) ||
    decisions.some(({ decidedBy }) => decidedBy !== 'rules') ||
    (input.trigger === 'drift' && results.some(isChange))
  );
}

/**
 * True for a note that is not about work above the budget. For work above the budget, `isOverBudget` says if the run must
 * have a mail.
 */
function isNoteOnData(note: string | undefined): boolean {
  return note !== undefined && !note.startsWith(ABOVE_BUDGET);
}

/** Returns the ARN of each dataset group's first upload: the run whose success was recorded first. Superseded uploads do not count. */
function firstUploads(runs: readonly Item[]): ReadonlySet<string | undefined> {
  const first = new Map<string | undefined, Item>();
  for (const run of runs) {
    const { datasetGroup, workflow, trigger, status, note, finishedAt } = run;
    const isUpload = workflow?.S === 'personalize-workflow' && trigger?.S !== 'drift' && status?.S === 'SUCCEEDED';
    if (!isUpload || note?.S?.includes('has superseded this upload')) continue;
    const before = first.get(datasetGroup?.S);
    if (before === undefined || String(finishedAt?.S) < String(before.finishedAt?.S)) first.set(datasetGroup?.S, run);
  }
  return new Set([...first.values()].map(({ execution }) => execution?.S));
}

function byRun(found: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of found) {
    const run = item.item?.S?.split('#')[1] ?? '';
    groups.set(run, [...(groups.get(run) ?? []), item]);
  }
  return groups;
}
