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
 * Time after which a wait fails its step, and the advice for users then. AWS documents no such times:
 * `personalize-wait-limits` in docs/local-aws.md.
 */
interface WaitLimit {
  readonly seconds: number;
  readonly advice: string;
}

interface Row extends WaitLimit {
  /** Limits in seconds for types that wait for longer work; `seconds` is the limit for all other types. */
  readonly longer?: Readonly<Partial<Record<ResourceType, number>>>;
  /** Advice that replaces `advice` for some types. */
  readonly advices?: Readonly<Partial<Record<ResourceType, string>>>;
}

/** Types whose work has no limit. A training or a large import may take two days, and a deletion of users one day. */
const UNLIMITED: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'datasetImportJob',
  'solutionVersion',
  'batchInferenceJob',
  'batchSegmentJob',
  'recommender',
  'dataDeletionJob',
]);

/** Limit in seconds for waits until other trainings, imports or jobs end. Each of these may take two days; the limit is twice as long. */
const LONG_WORK = 4 * DAY;

/** Limit for work that takes minutes, at most an hour (docs/performance.md). */
const WORK: WaitLimit = {
  seconds: 6 * HOUR,
  advice:
    'Check the resource in the console of Amazon Personalize; if it is stuck, delete it or contact AWS Support. Then upload the parameter file again.',
};

/** Advice if the name of a job is taken. A new run gives the job another name, because the name contains the time at which its step began. */
const JOB_NAME_TAKEN = 'Upload the parameter file again, or run the task again: the job gets another name.';

/**
 * Wait limits by obstacle, and of the check of rows (DATA_CHECK). Two obstacles are missing because they have no limit:
 * NOT_VISIBLE ends within minutes without any action, and BUSY ends when Personalize has finished its work.
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
  // Outages and throttling in a region end within minutes. A missing endpoint or network route stays missing.
  NO_ANSWER: {
    seconds: HOUR,
    advice:
      'Check that this service is available in this region (AWS Health Dashboard), and, if the functions run in a VPC, that their subnets have a route to it. Then upload the parameter file again.',
  },
  // Personalize creates or updates a parent within minutes. Longer work on a parent has the obstacle BUSY.
  IN_USE: {
    seconds: 6 * HOUR,
    advice:
      'Check in the console of Amazon Personalize what is in progress on the resource or its parent. Then upload the parameter file again.',
  },
  // The work of other runs may use up the quota, and this step cannot see that work. If work that counts against the quota
  // ends in this run, the wait begins anew.
  QUOTA: { seconds: LONG_WORK, advice: 'Then upload the parameter file again.' },
  // Deleting a resource takes minutes.
  DELETION: { seconds: 6 * HOUR, advice: WORK.advice },
  // The longest waits are a wait for another import of the dataset, and a batch job's wait for a filter, which is created after the import.
  PREREQUISITE: {
    seconds: 6 * HOUR,
    longer: { datasetImportJob: LONG_WORK, batchInferenceJob: LONG_WORK, batchSegmentJob: LONG_WORK },
    advice: WORK.advice,
  },
  // A check of 100 GB in one file takes about two hours (docs/performance.md). A check never ends if its files are replaced again and again.
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
      // The wait for the start of a training is limited, because the step holds the lock on the data until the training starts.
      return UNLIMITED.has(type) && waitFor.of !== 'START' ? undefined : WORK;
    default: {
      const { seconds, longer, advice, advices } = OBSTACLES[waitFor.kind];
      const quota = waitFor.kind === 'QUOTA' ? `${quotaAdvice(type, 'inProgress')} ` : '';
      return { seconds: longer?.[type] ?? seconds, advice: `${quota}${advices?.[type] ?? advice}` };
    }
  }
}

/** Resource or job that waits, for the error after the limit. */
interface Subject {
  readonly type: ResourceType;
  /** Name of the resource in messages. */
  readonly title: string;
  readonly now: Date;
  /** Advice that replaces the advice in the table. */
  readonly advice?: string;
}

/**
 * Records in the progress when the current wait started.
 * @param before starts of waits that the previous progress recorded
 * @throws WaitedTooLong if the wait has reached the limit of its obstacle
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

/** @returns the error for users if the wait for a service's answer has reached its limit; undefined before the limit */
export function waitedTooLong(what: string, error: Error, since: Date, now: Date): WaitedTooLong | undefined {
  const { seconds: limit, advice } = OBSTACLES.NO_ANSWER;
  const seconds = (now.getTime() - since.getTime()) / 1000;
  return seconds < limit ? undefined : new WaitedTooLong(what, durationText(seconds), describeError(error), advice);
}

/**
 * Start times of the current waits, by obstacle. A new obstacle starts a new wait and ends the others. NO_ANSWER and
 * NOT_VISIBLE end no other wait, because they do not show that the earlier obstacle is gone.
 */
function sinceWhen(before: WaitingSince, kind: WaitFor['kind'], now: Date): WaitingSince {
  if (kind === 'NOT_VISIBLE') return before;
  const since = { [kind]: before[kind] ?? now.toISOString() };
  return kind === 'NO_ANSWER' ? { ...before, ...since } : since;
}
