import type { Logger } from '@aws-lambda-powertools/logger';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describeError } from '../../lib/aws/service-of';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { Scope } from '../../lib/personalize/arn';
import { isPending } from '../../lib/personalize/statuses';
import type { Personalize } from '../../lib/reconciler/account/personalize-api';
import { PERIOD, requestsOf } from '../../lib/reconciler/usage/requests';
import { servingOf } from '../../lib/reconciler/usage/serving';
import { recordedSwitches } from '../../lib/reconciler/usage/serving-use';
import type { CapacityReports, MeasuredCapacity } from '../../lib/record-table/capacity-reports';
import type { DatasetGroups } from '../../lib/record-table/dataset-groups';
import type { FileReference } from '../../lib/record-table/file-reference';
import type { FilesInForce } from '../../lib/record-table/files-in-force';
import type { RunHistory } from '../../lib/record-table/run-history';
import { capacityEvent, type EventPublisher } from '../shared/event-bus';
import type { Notification } from '../shared/notifications';
import { type Counter, regardless } from '../shared/telemetry';
import { assess } from './assess';
import { capacityNotification, changedSince, findingsOf } from './report';

export interface CapacityServices {
  readonly logger: Logger;
  readonly count: Counter<'Capacity'>;
  readonly datasetGroups: DatasetGroups;
  readonly filesInForce: FilesInForce;
  readonly history: RunHistory;
  readonly load: (file: FileReference) => Promise<DesiredState>;
  readonly personalize: Personalize;
  readonly cloudWatch: CloudWatchClient;
  readonly reports: CapacityReports;
  readonly bus: Pick<EventPublisher, 'put'>;
  readonly notify: (notification: Notification) => Promise<void>;
  /** False if notifications are sent for failures only. */
  readonly notifiesChanges: boolean;
}

/**
 * Reports and counts idle and oversized capacity of all dataset groups. Counts of 0 are sent too. An error in one
 * dataset group does not stop the checks of other groups. Lambda's retries and the next night check the group with the
 * error again.
 * @throws Error at the end, with each dataset group that could not be checked. The function then fails, and its failure
 * is notified.
 */
export async function reportIdleCapacity(scope: Scope, now: Date, services: CapacityServices): Promise<void> {
  const { logger, count, datasetGroups } = services;
  const to = new Date(Math.floor(now.getTime() / (PERIOD * 1000)) * PERIOD * 1000);
  const found: MeasuredCapacity[] = [];
  const errors: string[] = [];
  for (const datasetGroup of await datasetGroups.names()) {
    try {
      found.push(...(await check(datasetGroup, scope, to, services)));
    } catch (error) {
      logger.error('The capacity of the dataset group could not be checked', { datasetGroup, error });
      const failure = error instanceof Error ? describeError(error) : String(error);
      errors.push(`The capacity of dataset group '${datasetGroup}' could not be checked: ${failure}`);
      await regardless(logger, 'Could not record why the capacity was not checked', () =>
        recordFailure(datasetGroup, failure, services),
      );
    }
  }
  count('ResourcesIdle', found.filter(({ status }) => status === 'IDLE').length);
  count('ResourcesOversized', found.filter(({ status }) => status === 'OVERSIZED').length);
  if (errors.length > 0) throw new Error(errors.join('\n'));
}

async function recordFailure(datasetGroup: string, failure: string, { reports }: CapacityServices): Promise<void> {
  const before = await reports.find(datasetGroup);
  await reports.put({ datasetGroup, from: '', to: '', resources: [], ...before, failure });
}

/**
 * Publishes events about changed findings, records the report, and then sends a mail if a finding is new or was not
 * sent, and `notify_on` allows it. After an interruption, events or the mail may be sent twice, but are not lost.
 * @returns all findings
 */
async function check(
  datasetGroup: string,
  scope: Scope,
  to: Date,
  {
    logger,
    filesInForce,
    history,
    load,
    personalize,
    cloudWatch,
    reports,
    bus,
    notify,
    notifiesChanges,
  }: CapacityServices,
): Promise<readonly MeasuredCapacity[]> {
  const file = await filesInForce.find(datasetGroup);
  if (file === undefined) return [];
  const { capacity, tasks } = await load(file);
  const stoppedBySchedule = new Set(
    tasks.flatMap(({ input }) => (input.operation === 'STOP' ? [input.recommender] : [])),
  );
  const from = new Date(to.getTime() - capacity.lookbackSeconds * 1000);
  const serving = await servingOf(personalize, scope, datasetGroup);
  const requests = await requestsOf(cloudWatch, serving, { from, to });
  const period = { from: from.getTime(), to: to.getTime() };
  const switchesOf = await recordedSwitches(datasetGroup, period, history);
  const before = await reports.find(datasetGroup);
  const resources = serving.flatMap((each) => {
    const own = requests.get(each.arn) ?? { count: 0, peak: 0 };
    // A recommender that is being started or stopped keeps its earlier finding, and so does a resource that is being
    // deleted. Without this rule, the finding would count as new in the next night.
    const earlier = isPending(each.status) ? before?.resources.find(({ arn }) => arn === each.arn) : undefined;
    return assess(each, own, { ...capacity, from, to, stoppedBySchedule, switchesOf }) ?? earlier ?? [];
  });
  const report = { datasetGroup, from: from.toISOString(), to: to.toISOString(), resources };
  const changed = changedSince(before, report);
  const findings = findingsOf(report);
  const isNews = findings.length > 0 && (before?.isUnsent || changed.some((resource) => findings.includes(resource)));
  for (const resource of changed) await bus.put(capacityEvent(report, resource));
  // The report is recorded before the mail is sent, so that a retry after a failure sends only the mail.
  await reports.put({ ...report, isUnsent: isNews });
  if (isNews && notifiesChanges) {
    await notify(capacityNotification(report));
    await reports.put(report);
  }
  logger.info('Capacity checked', { datasetGroup, report });
  return findings;
}
