import { describeError } from '../../aws/service-of';
import { durationText } from '../../parameter-file/duration';
import type { ResourceType } from '../../personalize/resource-types';
import { quotaAdvice } from '../../personalize/service-quotas';
import { WaitedTooLong } from '../errors';
import type { Obstacle, Progress, StepState, WaitFor, WaitingSince } from '../step';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Time limit after which a wait is reported as a permanent fault. AWS documents no such times: `personalize-wait-limits` in
 * docs/local-aws.md.
 */
interface WaitLimit {
  readonly seconds: number;
  readonly advice: string;
}

interface Row extends WaitLimit {
  /** Seconds for types that wait for longer work. */
  readonly longer?: Readonly<Partial<Record<ResourceType, number>>>;
  /** Advice for types for which the common advice does not help. */
  readonly advices?: Readonly<Partial<Record<ResourceType, string>>>;
}

/** Types whose work has no limit: a training or a large import may take two days, and a deletion of users one day. */
const UNLIMITED: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'datasetImportJob',
  'solutionVersion',
  'batchInferenceJob',
  'batchSegmentJob',
  'recommender',
  'dataDeletionJob',
]);

/** Limit for waiting until other trainings, imports or jobs have ended: twice the two days that each of these may take. */
const LONG_WORK = 4 * DAY;

/** Limit for work that takes minutes, or at most an hour (docs/performance.md). */
const WORK: WaitLimit = {
  seconds: 6 * HOUR,
  advice:
    'Check the resource in the console of Amazon Personalize; if it is stuck, delete it or contact AWS Support. Then upload the parameter file again.',
};

/** Advice if the name of a job is taken. The names of jobs are derived from the time and the work. */
const JOB_NAME_TAKEN = 'Upload the parameter file again, or run the task again: the job gets another name.';

/**
 * Wait limits by obstacle. Two obstacles have no limit: NOT_VISIBLE ends by itself within minutes, and BUSY ends when
 * Personalize has finished its work.
 */
const OBSTACLES: Readonly<Record<Exclude<Obstacle, 'NOT_VISIBLE' | 'BUSY'> | 'DATA_CHECK', Row>> = {
  // Describe shows new resources within seconds.
  ALREADY_EXISTS: {
    seconds: 10 * MINUTE,
    advice:
      'A resource that Personalize does not show has this name, and names are unique in an account and region: choose another name in the parameter file, or delete that resource.',
    advices: {
      dataset:
        'A dataset group has one dataset of a type, and Personalize does not show it, so another name does not help: check the console of Amazon Personalize, or contact AWS Support. Then upload the parameter file again.',
      eventTracker:
        'A dataset group has one event tracker, so another name does not help: find it in the console of Amazon Personalize, and delete it or use its name in the file. Then upload the parameter file again.',
      datasetImportJob: JOB_NAME_TAKEN,
      batchInferenceJob: JOB_NAME_TAKEN,
      batchSegmentJob: JOB_NAME_TAKEN,
    },
  },
  // Outages and throttling in a region end within minutes; a missing endpoint or network route stays missing.
  NO_ANSWER: {
    seconds: HOUR,
    advice:
      'Check that this service is available in this region (AWS Health Dashboard), and, if the functions run in a VPC, that their subnets have a route to it. Then upload the parameter file again.',
  },
  // A parent becomes ready, or is updated, within minutes. For longer work, see BUSY.
  IN_USE: {
    seconds: 6 * HOUR,
    advice:
      'Check in the console of Amazon Personalize what is in progress on the resource or its parent. Then upload the parameter file again.',
  },
  // Other runs may use up the quota, and this step cannot see their work. The wait begins anew when work that counts
  // against the quota ends in this run.
  QUOTA: { seconds: LONG_WORK, advice: 'Then upload the parameter file again.' },
  // Deleting a resource takes minutes.
  DELETION: { seconds: 6 * HOUR, advice: WORK.advice },
  // The longest of these waits are for another import of the dataset, and for a filter, which is created after the import.
  PREREQUISITE: {
    seconds: 6 * HOUR,
    longer: { datasetImportJob: LONG_WORK, batchInferenceJob: LONG_WORK, batchSegmentJob: LONG_WORK },
    advice: WORK.advice,
  },
  // A check of 100 GB in one file takes some two hours (docs/performance.md). A check never ends while the files keep being replaced.
  DATA_CHECK: {
    seconds: DAY,
    advice:
      'Upload the csv files before the parameter file, and not while a run imports them; split files above 1 TB. Then upload the parameter file again.',
  },
};

/** @returns undefined if there is no limit */
function limitOf(type: ResourceType, waitFor: WaitFor): WaitLimit | undefined {
  switch (waitFor.kind) {
    case 'NOT_VISIBLE':
    case 'BUSY':
      return undefined;
    case 'WORK':
      // The wait for the start of a training is limited, because the step holds the lock on the data until then.
      return UNLIMITED.has(type) && waitFor.of !== 'START' ? undefined : WORK;
    default: {
      const { seconds, longer, advice, advices } = OBSTACLES[waitFor.kind];
      const quota = waitFor.kind === 'QUOTA' ? `${quotaAdvice(type, 'inProgress')} ` : '';
      return { seconds: longer?.[type] ?? seconds, advice: `${quota}${advices?.[type] ?? advice}` };
    }
  }
}

/** What a step works on. */
interface Subject {
  readonly type: ResourceType;
  /** Name of the resource in messages. */
  readonly title: string;
  readonly now: Date;
  /** Advice that replaces the advice in the table. */
  readonly advice?: string;
}

/**
 * Adds the start of the wait to the progress.
 * @param before what the previous progress recorded
 * @throws WaitedTooLong after the time in the table of limits
 */
export function withinLimit<State extends StepState>(
  { type, title, now, advice }: Subject,
  before: WaitingSince = {},
  progress: Progress<State>,
): Progress<State> {
  if (progress.status === 'READY') return progress;
  const { waitFor, stepState } = progress;
  const waitingSince = sinceWhen(before, waitFor.kind, now);
  const limit = limitOf(type, waitFor);
  const since = waitingSince[waitFor.kind];
  if (limit !== undefined && since !== undefined) {
    const seconds = (now.getTime() - Date.parse(since)) / 1000;
    if (seconds >= limit.seconds)
      throw new WaitedTooLong(title, durationText(seconds), progress.reason, advice ?? limit.advice);
  }
  return { ...progress, stepState: { ...stepState, waitingSince } };
}

/** @returns the error, if a wait for a service's answer has lasted too long; undefined while the wait may go on */
export function waitedTooLong(what: string, error: Error, since: Date, now: Date): WaitedTooLong | undefined {
  const { seconds: limit, advice } = OBSTACLES.NO_ANSWER;
  const seconds = (now.getTime() - since.getTime()) / 1000;
  return seconds < limit ? undefined : new WaitedTooLong(what, durationText(seconds), describeError(error), advice);
}

/**
 * When the current waits started, by obstacle. A new obstacle starts a new wait and ends the others. NO_ANSWER and NOT_VISIBLE do not end
 * other waits, because the earlier obstacle may still be there.
 */
function sinceWhen(before: WaitingSince, kind: WaitFor['kind'], now: Date): WaitingSince {
  if (kind === 'NOT_VISIBLE') return before;
  const since = { [kind]: before[kind] ?? now.toISOString() };
  return kind === 'NO_ANSWER' ? { ...before, ...since } : since;
}
