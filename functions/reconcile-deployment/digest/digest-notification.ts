import type { ResourceResult } from '../../../lib/record-table/results';
import type { Run } from '../../../lib/record-table/runs';
import { cutText, plural, wrapped } from '../../../lib/text/format';
import type { Notification } from '../../shared/notifications';
import { minute } from './minute';

/** Most entries of a section. */
const LISTED = 30;
/** Longest reason of a failure in UTF-16 units. */
const LONGEST = 240;
/** Columns of a mail. */
const WIDTH = 80;

/** Parts of a text, each with a title and entries of one or more lines. */
export type DigestSection = readonly [title: string, entries: readonly (readonly string[])[]];

/** Changes of a resource in the period. */
export type DigestWork = Pick<ResourceResult, 'type' | 'resource' | 'result'> & { readonly times: number };

export interface DigestContent {
  readonly datasetGroup: string;
  /** End of the last digest, or beginning of the first run; both are ISO times. */
  readonly from: string;
  readonly until: string;
  /** Runs that ended in the period. */
  readonly runs: readonly Run[];
  readonly work: readonly DigestWork[];
  readonly sections: readonly DigestSection[];
}

export function digestNotification({ sections, ...content }: DigestContent): Notification {
  const { datasetGroup, from, until, runs, work } = content;
  const count = (status: Run['status'], what: string) => {
    const number = runs.filter((run) => run.status === status).length;
    return number === 0 ? [] : [`${number} ${what}`];
  };
  const bad = [...count('FAILED', 'failed'), ...count('REFUSED', 'refused')];
  const trainings = work.filter(isTraining).reduce((sum, { times }) => sum + times, 0);
  const trained = trainings === 0 ? [] : [plural(trainings, 'training')];
  const headline = `${[plural(runs.length, 'run'), ...trained, ...bad].join(', ')} since ${from.slice(0, 10)}`;
  const counts = [...count('SUCCEEDED', 'succeeded'), ...count('UNCHANGED', 'had nothing to do'), ...bad];
  const all: readonly DigestSection[] = [
    ['Failed; each had a mail of its own', runs.filter(hasFailed).map(failureLines)],
    ['Trained', work.filter(isTraining).map(workLine)],
    ...sections,
    ['Also done', work.filter((each) => !isTraining(each)).map(workLine)],
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

function sectionLines([title, entries]: DigestSection): readonly string[] {
  if (entries.length === 0) return [];
  const left = entries.length - LISTED;
  return ['', `${title}:`, ...entries.slice(0, LISTED).flat(), ...(left > 0 ? [`- and ${left} more`] : [])];
}
