import type { Logger } from '@aws-lambda-powertools/logger';
import { describeError } from '../../../lib/aws/service-of';
import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { totalText } from '../../../lib/personalize/billed-quantity';
import type { Period } from '../../../lib/personalize/billing-month';
import { billedText, type Use, updateLines } from '../../../lib/reconciler/usage/use';
import type { Digests } from '../../../lib/record-table/digests';
import type { FileReference } from '../../../lib/record-table/file-reference';
import { type RefusedPlaces, refusedUnder } from '../../../lib/record-table/refused-files';
import type { RunHistory } from '../../../lib/record-table/run-history';
import type { Run } from '../../../lib/record-table/runs';
import { plural } from '../../../lib/text/format';
import { NO_NEWER_CSV } from '../../end-run/run-end';
import type { Notification } from '../../shared/notifications';
import type { Records } from '../../shared/records';
import { beforeDeadline } from './deadline';
import { type DigestSection, type DigestWork, digestNotification, isSkipped, LISTED } from './digest-notification';
import { nextLines } from './next-lines';
import { firstBeginning } from './period';
import { servingLines, type VersionServices } from './serving-lines';

export interface DigestServices extends VersionServices, Pick<Records, 'results' | 'tasks'> {
  readonly logger: Pick<Logger, 'error' | 'warn'>;
  /** Id of the invocation, the same for each retry. */
  readonly notifier: string;
  readonly digests: Digests;
  readonly runs: RunHistory;
  readonly refusedPlaces: Pick<RefusedPlaces, 'all'>;
  /** IANA time zone for tasks that set no time zone. */
  readonly timeZone: string;
  readonly usageOf: (datasetGroup: string, period: Period) => Promise<readonly Use[]>;
  readonly notify: (notification: Notification) => Promise<void>;
}

/** A digest that may be sent. */
export interface DueDigest {
  /** ISO time: the end of the last digest's period, or the time of a later destruction of the group; undefined for the first digest. */
  readonly last: string | undefined;
  /** End of the period, an ISO time. */
  readonly until: string;
  readonly now: Date;
  /** Time in milliseconds since 1970 at which reading ends. Without the runs, no digest is sent; the digest names other parts that could not be read. */
  readonly deadline: number;
  /** Files in force of the dataset groups that have digests, by group. */
  readonly files: ReadonlyMap<string, FileReference>;
}

/**
 * Sends a digest of the runs of a dataset group that ended between its last digest and `until`. No digest is sent if there were no such
 * runs, or if all of them ended UNCHANGED, no work was skipped because of the budget, and no data were refused again. The next digest then
 * covers these runs. After an interruption, a digest may be sent twice.
 * @throws OutOfTime if the runs could not be read before the deadline
 */
export async function sendDigest(state: DesiredState, due: DueDigest, services: DigestServices): Promise<void> {
  const { notifier, digests, notify } = services;
  const { last, until, deadline } = due;
  const { name: datasetGroup } = state.datasetGroup;
  const earliest = last ?? firstBeginning(until);
  const runs = await beforeDeadline(deadline, () => runsOf(datasetGroup, earliest, due, services));
  const [first] = runs;
  if (first === undefined) return;
  const { work, refused, unread } = await workOf(datasetGroup, runs, deadline, services);
  const hasNoNews = runs.every(({ status }) => status === 'UNCHANGED') && !work.some(isSkipped) && refused.size === 0;
  if (hasNoNews) return;
  const from = last === undefined && first.startedAt > earliest ? first.startedAt : earliest;
  const missing = [`- The results of ${plural(unread, 'run')} could not be read in time.`];
  const notification = digestNotification({
    datasetGroup,
    from,
    until,
    runs,
    work,
    refused,
    sections: [
      ['Missing', unread === 0 ? [] : [missing]],
      ...(await sectionsOf(state, { from: Date.parse(from), to: Date.parse(until) }, due, services)),
    ],
  });
  if ((await digests.begin(datasetGroup, until, notifier, new Date())) !== 'NOTIFY') return;
  await notify(notification);
  await digests.recordNotified(datasetGroup, until, new Date());
}

/**
 * Runs of a dataset group that ended in the period, and refused files that name the group. If a refused file names no
 * group that has digests, for example because it is not valid JSON, it counts for each group whose file in force is in
 * the same folder.
 */
async function runsOf(
  datasetGroup: string,
  earliest: string,
  { until, files }: Pick<DueDigest, 'until' | 'files'>,
  { runs, refusedPlaces }: DigestServices,
): Promise<readonly Run[]> {
  const file = files.get(datasetGroup);
  const folder = file && refusedUnder(file.key);
  const places = (await refusedPlaces.all()).filter(
    ({ filedUnder, namedGroup }) => namedGroup === datasetGroup || filedUnder === folder,
  );
  const found: Run[] = [];
  for (const partition of new Set([datasetGroup, ...places.map(({ filedUnder }) => filedUnder)]))
    found.push(...(await runs.endedIn(partition, earliest, until)));
  return found
    .filter(({ datasetGroup: partition, status, namedGroup = '' }) =>
      status === 'REFUSED'
        ? namedGroup === datasetGroup || (partition === folder && !files.has(namedGroup))
        : partition === datasetGroup,
    )
    .sort((one, other) => one.startedAt.localeCompare(other.startedAt));
}

/**
 * True for a run whose results need not be read, because it was refused or had nothing to do. An unchanged run with a
 * note other than {@link NO_NEWER_CSV} may have skipped work, so its results are read.
 */
function isIdle({ status, note = NO_NEWER_CSV }: Run): boolean {
  return status === 'REFUSED' || (status === 'UNCHANGED' && note === NO_NEWER_CSV);
}

interface WorkOfRuns {
  /** Results of the runs, except UNCHANGED. Equal results form one entry with a count. */
  readonly work: readonly DigestWork[];
  /** Number of scheduled imports whose data were refused again, by resource. */
  readonly refused: ReadonlyMap<string, number>;
  /** Number of runs whose results could not be read in time. */
  readonly unread: number;
}

async function workOf(
  datasetGroup: string,
  runs: readonly Run[],
  deadline: number,
  { results }: DigestServices,
): Promise<WorkOfRuns> {
  const work = new Map<string, DigestWork>();
  const refused = new Map<string, number>();
  let unread = 0;
  for (const { id } of runs.filter((run) => !isIdle(run))) {
    if (Date.now() >= deadline) {
      unread += 1;
      continue;
    }
    for (const { type, resource, result, isRefusedAgain } of await results.of(datasetGroup, id)) {
      if (isRefusedAgain) refused.set(resource, (refused.get(resource) ?? 0) + 1);
      if (result === 'UNCHANGED') continue;
      const key = `${result} ${resource}`;
      work.set(key, { type, resource, result, times: (work.get(key)?.times ?? 0) + 1 });
    }
  }
  return { work: [...work.values()], refused, unread };
}

async function sectionsOf(
  state: DesiredState,
  period: Period,
  { now, deadline }: DueDigest,
  services: DigestServices,
): Promise<readonly DigestSection[]> {
  const { logger, usageOf, tasks, timeZone } = services;
  /**
   * Reads a part of the digest. If an error occurs, returns a line about it, so that the rest of the digest is still
   * sent.
   */
  const known = async (read: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    try {
      return await beforeDeadline(deadline, read);
    } catch (error) {
      logger.error('A part of the digest could not be read', error as Error);
      return [`- could not be read: ${describeError(error as Error)}`];
    }
  };
  const serving: (readonly string[])[] = [];
  for (const solution of state.solutions.slice(0, LISTED))
    serving.push(await known(() => servingLines(state, solution, now, services)));
  const used = await known(async () => usageLines(await usageOf(state.datasetGroup.name, period)));
  const next = await known(async () => nextLines(await tasks.tasksOf(state.datasetGroup.name), now, timeZone));
  const entries = (lines: readonly string[]) => lines.map((line) => [line]);
  return [
    ['Serves', serving, state.solutions.length],
    ['Used', entries(used)],
    ['Next', entries(next)],
  ];
}

function usageLines(uses: readonly Use[]): readonly string[] {
  if (uses.length === 0) return [];
  const lines = uses.map((use) => `- ${use.what}: ${billedText(use)}${use.isUnused ? ', no request' : ''}`);
  return [totalText(uses), ...lines, ...updateLines(uses)];
}
