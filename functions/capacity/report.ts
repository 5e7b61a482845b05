import { durationText } from '../../parameter-file/duration';
import { SERVING_TYPES } from '../../personalize/request-metrics';
import { plural } from '../../personalize/text';
import type { CapacityReport, MeasuredCapacity } from '../../record-table/capacity-reports';
import type { Notification } from '../shared/notifications';

const isFinding = ({ status }: MeasuredCapacity) => status === 'IDLE' || status === 'OVERSIZED';

/** What is idle or oversized. */
export function findingsOf({ resources }: CapacityReport): readonly MeasuredCapacity[] {
  return resources.filter(isFinding);
}

/** Resources of which something else is found than in the report before. */
export function changedSince(before: CapacityReport | undefined, now: CapacityReport): readonly MeasuredCapacity[] {
  const known = new Map(before?.resources.map((resource) => [resource.arn, resource]));
  return now.resources.filter((resource) => {
    const earlier = known.get(resource.arn);
    if (!isFinding(resource)) return earlier !== undefined && isFinding(earlier);
    return earlier?.status !== resource.status || earlier.provisioned !== resource.provisioned;
  });
}

const ADVICE =
  'Nothing is changed by itself. Lower the minimum in the parameter file, stop a recommender on a schedule, or delete what is not needed: removing it from the parameter file does not delete it.';

/** Of all findings, the known ones too. */
export function capacityNotification(datasetGroup: string, report: CapacityReport): Notification {
  const findings = findingsOf(report);
  const counts = (['IDLE', 'OVERSIZED'] as const).flatMap((status) => {
    const count = findings.filter((finding) => finding.status === status).length;
    return count === 0 ? [] : [`${plural(count, 'resource')} ${status.toLowerCase()}`];
  });
  const headline = counts.join(', ');
  return {
    ...{ datasetGroup, headline, result: 'CAPACITY', resources: findings },
    summary: `Dataset group '${datasetGroup}': ${headline}`,
    description: [
      `Dataset group: ${datasetGroup}`,
      `Requests from ${report.from} to ${report.to}:`,
      '',
      ...findings.map((finding) => lineOf(finding, report.to)),
      ...['', ADVICE, 'TPS-hours are requests a second, times hours.'],
    ].join('\n'),
  };
}

function lineOf(finding: MeasuredCapacity, to: string): string {
  const { type, name, status, lastRequestAt, provisioned, peak, provisionedTpsHours, usedTpsHours } = finding;
  const since = lastRequestAt === undefined ? 'in all this time' : `for ${ageText(lastRequestAt, to)}`;
  const why =
    status === 'IDLE'
      ? `is idle: no request ${since}`
      : `is oversized: at most ${shown(peak)} requests a second in five minutes`;
  return `${type} '${name}' ${why}. ${SERVING_TYPES[type].minimum} is ${provisioned}: ${shown(provisionedTpsHours)} TPS-hours provisioned, ${shown(usedTpsHours)} used.`;
}

function ageText(from: string, to: string): string {
  return durationText((Date.parse(to) - Date.parse(from)) / 1000);
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
