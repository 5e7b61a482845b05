import { durationText } from '../../lib/parameter-file/duration';
import { SERVING_TYPES } from '../../lib/personalize/request-metrics';
import { updateLines } from '../../lib/reconciler/usage/use';
import type { CapacityReport, MeasuredCapacity } from '../../lib/record-table/capacity-reports';
import { plural, threeDigits } from '../../lib/text/format';
import type { Notification } from '../shared/notifications';

const isFinding = ({ status }: MeasuredCapacity) => status === 'IDLE' || status === 'OVERSIZED';

/** Resources that are idle or oversized. */
export function findingsOf({ resources }: CapacityReport): readonly MeasuredCapacity[] {
  return resources.filter(isFinding);
}

/** Resources of the new report whose finding, or whose provisioned capacity in a finding, differs from the previous report. Deleted resources are left out. */
export function changedSince(before: CapacityReport | undefined, now: CapacityReport): readonly MeasuredCapacity[] {
  const known = new Map(before?.resources.map((resource) => [resource.arn, resource]));
  return now.resources.filter((resource) => {
    const earlier = known.get(resource.arn);
    if (!isFinding(resource)) return earlier !== undefined && isFinding(earlier);
    return earlier?.status !== resource.status || earlier.provisioned !== resource.provisioned;
  });
}

const ADVICE =
  'Nothing is changed automatically. Lower the minimum in the parameter file, stop a recommender on a schedule, or delete unneeded resources. What left the parameter file is deleted only by `personalize-mlops apply --prune`, or by "onRemoval": "delete" if you confirm it or allow_deletions is true.';

/**
 * Sources: developer guide, "User-Personalization-v2 recipe" (which has its own pricing model) and "Item metadata in recommendations",
 * 2026-11.
 */
const PRICES =
  'Recipes named -v2 have prices of their own, and may bill each request; with other recipes, enableMetadataWithRecommendations costs extra.';

/** Notification about all findings, including findings that were notified before. */
export function capacityNotification(report: CapacityReport): Notification {
  const { datasetGroup, from, to } = report;
  const findings = findingsOf(report);
  const counts = (['IDLE', 'OVERSIZED'] as const).flatMap((status) => {
    const count = findings.filter((finding) => finding.status === status).length;
    return count === 0 ? [] : [`${plural(count, 'resource')} ${status.toLowerCase()}`];
  });
  const headline = counts.join(', ');
  return {
    datasetGroup,
    headline,
    result: 'CAPACITY',
    resources: findings,
    summary: `Dataset group '${datasetGroup}': ${headline}`,
    description: [
      `Dataset group: ${datasetGroup}`,
      `Requests from ${from} to ${to}:`,
      '',
      ...findings.map((finding) => lineOf(finding, to)),
      ...updateLines(findings.map((finding) => ({ ...finding, what: `${finding.type} '${finding.name}'` }))),
      ...['', ADVICE, 'TPS-hours are requests a second, times hours.', PRICES],
    ].join('\n'),
  };
}

function lineOf(finding: MeasuredCapacity, to: string): string {
  const { type, name, status, lastRequestAt, provisioned, peak, provisionedTpsHours, usedTpsHours } = finding;
  const seconds = (Date.parse(to) - Date.parse(lastRequestAt ?? to)) / 1000;
  const since = lastRequestAt === undefined ? 'in all this time' : `for ${durationText(seconds)}`;
  const why =
    status === 'IDLE'
      ? `is idle: no request ${since}`
      : `is oversized: ${threeDigits(peak)} requests a second in its busiest five minutes`;
  return `${type} '${name}' ${why}. ${SERVING_TYPES[type].minimum} is ${provisioned}: ${threeDigits(provisionedTpsHours)} TPS-hours provisioned, ${threeDigits(usedTpsHours)} used.`;
}
