import type { Logger } from '@aws-lambda-powertools/logger';
import { describeError } from '../../../lib/aws/service-of';
import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import { joined, quantities, totalText } from '../../../lib/personalize/billed-quantity';
import type { Period } from '../../../lib/personalize/billing-month';
import type { Use } from '../../../lib/reconciler/usage/use';
import type { Digests } from '../../../lib/record-table/digests';
import type { Results } from '../../../lib/record-table/results';
import type { RunHistory } from '../../../lib/record-table/run-history';
import type { Run } from '../../../lib/record-table/runs';
import type { Tasks } from '../../../lib/record-table/tasks';
import type { Notification } from '../../shared/notifications';
import { type DigestSection, type DigestWork, digestNotification } from './digest-notification';
import { nextLines } from './next-lines';
import { periodEnd } from './period';
import { servingLines, type VersionServices } from './serving-lines';

export interface DigestServices extends VersionServices {
  readonly logger: Pick<Logger, 'error'>;
  /** Value of the Terraform variable `digest`. */
  readonly setting: string;
  /** Id of the invocation, the same for each retry. */
  readonly notifier: string;
  readonly digests: Pick<Digests, 'lastEnd' | 'begin' | 'recordNotified'>;
  readonly runs: Pick<RunHistory, 'endedIn'>;
  readonly results: Pick<Results, 'of'>;
  readonly tasks: Pick<Tasks, 'tasksOf'>;
  /** IANA time zone of tasks that name none. */
  readonly timeZone: string;
  readonly usageOf: (datasetGroup: string, period: Period) => Promise<readonly Use[]>;
  readonly notify: (notification: Notification) => Promise<void>;
}

/** Earlier than the end of any run. */
const BEGINNING = '1970';

/**
 * Sends the digest of a dataset group with all runs that have ended since the last one, unless none of them changed anything: then the next
 * digest has them. If it is interrupted before the record, it is sent again.
 */
export async function sendDigest(state: DesiredState, now: Date, services: DigestServices): Promise<void> {
  const { setting, notifier, digests, notify } = services;
  const until = periodEnd(setting, now);
  if (until === undefined) return;
  const { name: datasetGroup } = state.datasetGroup;
  const last = await digests.lastEnd(datasetGroup);
  if (last !== undefined && last >= until) return;
  const runs = await services.runs.endedIn(datasetGroup, last ?? BEGINNING, until);
  const from = last ?? runs[0]?.startedAt;
  if (from === undefined || runs.every(({ status }) => status === 'UNCHANGED')) return;
  const notification = digestNotification({
    datasetGroup,
    from,
    until,
    runs,
    work: await workOf(datasetGroup, runs, services),
    sections: await sectionsOf(state, { from: Date.parse(from), to: Date.parse(until) }, now, services),
  });
  if ((await digests.begin(datasetGroup, until, notifier, new Date())) !== 'NOTIFY') return;
  await notify(notification);
  await digests.recordNotified(datasetGroup, until, new Date());
}

/** Changes by the runs, those of the same resource counted together. */
async function workOf(
  datasetGroup: string,
  runs: readonly Run[],
  { results }: Pick<DigestServices, 'results'>,
): Promise<readonly DigestWork[]> {
  const work = new Map<string, DigestWork>();
  for (const { id, status } of runs) {
    if (status === 'UNCHANGED' || status === 'REFUSED') continue;
    for (const { type, resource, result } of await results.of(datasetGroup, id)) {
      if (result === 'UNCHANGED') continue;
      const key = `${result} ${resource}`;
      work.set(key, { type, resource, result, times: (work.get(key)?.times ?? 0) + 1 });
    }
  }
  return [...work.values()];
}

async function sectionsOf(
  state: DesiredState,
  period: Period,
  now: Date,
  services: DigestServices,
): Promise<readonly DigestSection[]> {
  const { logger, usageOf, tasks, timeZone } = services;
  /** An error must not keep the rest of the digest from being sent. */
  const known = async (read: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    try {
      return await read();
    } catch (error) {
      logger.error('A part of the digest could not be read', error as Error);
      return [`- could not be read: ${describeError(error as Error)}`];
    }
  };
  const serving: (readonly string[])[] = [];
  for (const solution of state.solutions) serving.push(await known(() => servingLines(state, solution, now, services)));
  const used = await known(async () => usageLines(await usageOf(state.datasetGroup.name, period)));
  const next = await known(async () => nextLines(await tasks.tasksOf(state.datasetGroup.name), now, timeZone));
  const entries = (lines: readonly string[]) => lines.map((line) => [line]);
  return [
    ['Serves', serving],
    ['Used', entries(used)],
    ['Next', entries(next)],
  ];
}

function usageLines(uses: readonly Use[]): readonly string[] {
  if (uses.length === 0) return [];
  const lines = uses.map((use) => `- ${use.what}: ${joined(quantities(use))}${use.isUnused ? ', no request' : ''}`);
  return [totalText(uses), ...lines];
}
