import type { ResourceResult } from '../../../lib/record-table/results';
import type { Run } from '../../../lib/record-table/runs';
import { cutText, minute, plural, wrapped } from '../../../lib/text/format';
import type { Notification } from '../../shared/notifications';

/** Maximum number of entries listed in a section. */
export const LISTED = 30;
/** Maximum length of a failure's reason, in UTF-16 units. */
const LONGEST = 240;
/** Width of a mail, in characters. */
const WIDTH = 80;

/**
 * A section of a digest: its title, and its entries of one or more lines each. If some entries were not read, `total` is the
 * number of all entries.
 */
export type DigestSection = readonly [title: string, entries: readonly (readonly string[])[], total?: number];

/** A result of a resource, and how many times it occurred in the period. */
export type DigestWork = Pick<ResourceResult, 'type' | 'resource' | 'result'> & { readonly times: number };

export interface DigestContent {
  readonly datasetGroup: string;
  /** ISO times. */
  readonly from: string;
  readonly until: string;
  /** Runs that ended in the period, and files that were refused in it. */
  readonly runs: readonly Run[];
  readonly work: readonly DigestWork[];
  /** Number of scheduled imports whose data were refused again, by resource. */
  readonly refused: ReadonlyMap<string, number>;
  readonly sections: readonly DigestSection[];
}

export function digestNotification({ sections, ...content }: DigestContent): Notification {
  const { datasetGroup, from, until, runs, work, refused } = content;
  const count = (status: Run['status'], what: string) =>
    counted(runs.filter((run) => run.status === status).length, what);
  const bad = [...count('FAILED', 'failed'), ...count('REFUSED', 'refused')];
  const trainings = timesOf(work.filter(isTraining));
  const trained = trainings === 0 ? [] : [plural(trainings, 'training')];
  const refusedAgain = refused.size === 0 ? [] : [`${plural(refused.size, 'dataset')} refused again`];
  const headline = `${[plural(runs.length, 'run'), ...trained, ...bad, ...refusedAgain].join(', ')} since ${from.slice(0, 10)}`;
  const counts = [...count('SUCCEEDED', 'succeeded'), ...count('UNCHANGED', 'changed nothing'), ...bad];
  const notDone = [
    ...counted(timesOf(work.filter(({ result }) => result === 'FAILED')), 'failed'),
    ...counted(timesOf(work.filter(isSkipped)), 'skipped for the budget'),
    ...refusedAgain,
  ];
  const all: readonly DigestSection[] = [
    ['Failed (a mail was sent for each)', runs.filter(hasFailed).map(failureLines)],
    ['Skipped for the budget', work.filter(isSkipped).map(skippedLine)],
    ['Scheduled imports that imported nothing, because data were refused again', [...refused].map(refusedLine)],
    ['Trained', work.filter(isTraining).map(workLine)],
    ...sections,
    ['Also done', work.filter((each) => isDone(each) && !isTraining(each)).map(workLine)],
    ['Changed settings', runs.flatMap(({ changes = [] }) => changes.map((change) => [`- ${change}`]))],
  ];
  const details = all
    .flatMap(sectionLines)
    .flatMap((line) => wrapped(line, WIDTH))
    .join('\n');
  return {
    datasetGroup,
    headline,
    result: 'DIGEST',
    summary: `Digest of dataset group '${datasetGroup}': ${headline}`,
    description: [
      `Dataset group: ${datasetGroup}`,
      `From ${minute(from)} until ${minute(until)}`,
      `Runs that ended: ${counts.join(', ')}`,
      ...(notDone.length === 0 ? [] : [`Work on resources: ${notDone.join(', ')}`]),
      details,
      '',
      `All runs: personalize-mlops runs list ${datasetGroup}`,
    ].join('\n'),
    details,
    period: { from, until },
    runs: runs.map(({ id }) => id),
    resources: work,
  };
}

const hasFailed = ({ status }: Run) => status === 'FAILED' || status === 'REFUSED';
/** True for work that the budget of the month did not cover. */
export const isSkipped = ({ result }: DigestWork) => result === 'SKIPPED';
const isDone = (work: DigestWork) => work.result !== 'FAILED' && !isSkipped(work);
const timesOf = (work: readonly DigestWork[]) => work.reduce((sum, { times }) => sum + times, 0);
const counted = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
const isTraining = ({ type, result }: DigestWork) => type === 'solutionVersion' && result === 'CREATED';

function failureLines({ id, workflow, trigger, finishedAt = '', cause = '' }: Run): readonly string[] {
  const [reason = ''] = cause.split('\n', 1);
  return [
    `- ${minute(finishedAt)}, ${workflow || trigger}: ${cutText(reason, LONGEST)}`,
    `  personalize-mlops runs show ${id}`,
  ];
}

function workLine({ resource, result, times }: DigestWork): readonly string[] {
  return [`- ${resource}: ${result.toLowerCase()}${times === 1 ? '' : ` ${times} times`}`];
}

function skippedLine({ resource, times }: DigestWork): readonly string[] {
  return [`- ${resource}${times === 1 ? '' : `: ${times} times`}`];
}

function refusedLine([resource, times]: readonly [string, number]): readonly string[] {
  return [`- ${resource}: ${plural(times, 'time')}`];
}

function sectionLines([title, entries, total = entries.length]: DigestSection): readonly string[] {
  if (entries.length === 0) return [];
  const listed = entries.slice(0, LISTED);
  const left = total - listed.length;
  return ['', `${title}:`, ...listed.flat(), ...(left > 0 ? [`- and ${left} more`] : [])];
}
