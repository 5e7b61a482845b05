import { durationText } from '../../lib/parameter-file/duration';
import { adviceOn } from '../../lib/reconciler/advice';
import { isOpen } from '../../lib/reconciler/promotion/decision-lines';
import type { ResourceResult } from '../../lib/record-table/results';
import { type Run, SUPERSEDED } from '../../lib/record-table/runs';
import { plural } from '../../lib/text/format';
import { progressLine } from '../../lib/text/progress-line';
import type { Output } from '../output';
import type { FinishedRun, RunSource } from './run-source';

/** Width of the longest time since the start, `23 h 59 min`. */
const TIME_WIDTH = 11;

/** Prints one line for each change of a run's resources. */
export class RunProgress {
  private readonly shown = new Set<string>();
  private states = '';

  /** @param isOneOfSeveral true if several runs are followed. Then each line names the dataset group */
  constructor(
    private readonly source: RunSource,
    private readonly output: Output,
    private readonly isOneOfSeveral: boolean,
  ) {}

  /**
   * Prints the changes since the last call.
   * @returns the recorded results of the resources
   */
  async show(run: Run): Promise<readonly ResourceResult[]> {
    const resources = await this.source.resourcesOf(run);
    for (const resource of resources) {
      const status = statusOf(resource);
      if (status !== 'UNCHANGED') this.line(run, status, describe(resource));
    }
    if (run.status === 'RUNNING' && resources.every(({ seconds }) => seconds !== undefined)) await this.showWait(run);
    return resources;
  }

  /**
   * Prints what a run waits for, e.g. a lock, if two successive polls find the same text. Called only while no resource
   * is in progress.
   */
  private async showWait(run: Run): Promise<void> {
    const states = (await this.source.statesOf(run)).join(', ');
    if (states === this.states && states !== '') this.line(run, 'RUNNING', states);
    this.states = states;
  }

  private line(run: Run, status: string, what: string): void {
    if (this.shown.has(`${status} ${what}`)) return;
    this.shown.add(`${status} ${what}`);
    const time = durationText((this.source.now() - Date.parse(run.startedAt)) / 1000).padStart(TIME_WIDTH);
    const group = this.isOneOfSeveral ? `${run.datasetGroup}: ` : '';
    const { dim } = this.output.colors;
    this.output.line(
      progressLine(time, status, `${group}${what}`, { faint: dim, status: (text) => this.output.status(text) }),
    );
  }
}

/** Lines of text about a finished run: its result, and what to do next. */
export function endLines(datasetGroup: string, run: FinishedRun, output: Output): readonly string[] {
  const { id, status, startedAt, finishedAt = startedAt, note, error = '', cause = '', trigger, decisions } = run;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const took = run.execution === undefined ? '' : ` after ${durationText(seconds)}`;
  const counts = countsOf(run.resources);
  const end = `${datasetGroup}: ${output.status(status)}${took}${counts === '' ? '' : `: ${counts}`}.`;
  if (status !== 'SUCCEEDED' && status !== 'UNCHANGED')
    return [end, cause, `What to do: ${adviceOn({ error, cause }, { id, datasetGroup, trigger })}`];
  if (note === SUPERSEDED) return [end, `${note} To use this file after all, apply it again.`];
  const open = decisions.filter(isOpen).map(({ solution }) => `\`personalize-mlops versions list ${solution}\``);
  return [
    end,
    ...(note === undefined ? [] : [note]),
    open.length > 0
      ? `Decision needed on ${plural(open.length, 'solution version')}: ${[...new Set(open)].join(', ')}.`
      : `Resources and next runs: \`personalize-mlops status ${datasetGroup}\`.`,
  ];
}

const IN_PROGRESS: Readonly<Record<string, string>> = {
  CREATED: 'CREATING',
  UPDATED: 'UPDATING',
  DELETED: 'DELETING',
};

const COUNTED = ['failed', 'skipped', 'created', 'updated', 'deleted', 'unchanged'].flatMap((word) => [
  word,
  `being ${word}`,
]);

function countsOf(resources: readonly ResourceResult[]): string {
  const words = resources.map(
    (each) => `${statusOf(each) === each.result ? '' : 'being '}${each.result.toLowerCase()}`,
  );
  return COUNTED.map((word) => [words.filter((each) => each === word).length, word] as const)
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
    .join(', ');
}

function statusOf({ result, seconds }: ResourceResult): string {
  return seconds === undefined ? (IN_PROGRESS[result] ?? result) : result;
}

function describe({ resource, seconds = 0, result, note }: ResourceResult): string {
  const took = seconds > 0 ? ` (${durationText(seconds)})` : '';
  return `${resource}${took}${result === 'FAILED' && note !== undefined ? `: ${note}` : ''}`;
}
