/** Counts the events that metric attributions report, and sends the reports. */

import { ServiceError } from '../../../core/service';
import { datumOf, LIMITS } from '../../cloudwatch/metric';
import type { Context } from '../context';
import { Bucket, BucketDenied, parseS3Path } from '../data/bucket';
import type { KeptRows } from '../data/csv-file';
import type { Row } from '../data/dataset-contents';
import { CreationFailure } from '../errors';
import { LiveData } from '../live-data';
import { type Resource, textMember } from '../resource';
import { isActive } from '../statuses';
import { counts, csvOf, type Metric, type ReportLine, reportOf, WINDOW } from './report';

const NAMESPACE = 'AWS/Personalize';
const UNDEFINED_SOURCE = 'SOURCE_NAME_UNDEFINED';

interface OutputConfig {
  readonly roleArn: string;
  readonly s3DataDestination?: { readonly path: string };
}

/**
 * Adds recorded events to the next report of the dataset group's metric attribution. A report is sent 15 minutes after its first event was
 * recorded.
 */
export function countEvents(datasetGroupArn: string, events: readonly Row[], context: Context): void {
  const { aws, unreported } = context;
  const attribution = attributionOf(datasetGroupArn, context);
  if (attribution === undefined) return;
  const waiting = unreported.get(attribution.arn) ?? [];
  const send = () => {
    const rows = unreported.get(attribution.arn) ?? [];
    unreported.delete(attribution.arn);
    const isThere = context.store.lookUp(attribution.arn) === attribution;
    if (isThere) sendReport(attribution, linesOf(attribution, rows, context), context);
  };
  if (waiting.length === 0) aws.clock.at(aws.clock.now() + WINDOW * 1000, send, { background: true });
  unreported.set(attribution.arn, [...waiting, ...events]);
}

/** Returns a collector for the import's rows that the metric attribution reports; undefined if this import has no report. */
export function reportedRows(job: Resource, context: Context): KeptRows | undefined {
  const attribution = attributionOf(textMember(job, 'datasetGroupArn'), context);
  const { importMode, publishAttributionMetricsToS3 } = job.members;
  if (attribution === undefined || (importMode === 'FULL' && publishAttributionMetricsToS3 !== true)) return undefined;
  const metrics = metricsOf(attribution);
  return { wanted: (row) => metrics.some((metric) => counts(metric, row)), rows: [] };
}

/**
 * Reports the rows of an import. The report goes to CloudWatch if the import is incremental. If the job has
 * `publishAttributionMetricsToS3` and the metric attribution has an S3 path, the report of any import is written to S3.
 * @throws CreationFailure if the report cannot be written to S3
 */
export async function reportImport(job: Resource, rows: readonly Row[], context: Context): Promise<void> {
  const attribution = attributionOf(textMember(job, 'datasetGroupArn'), context);
  if (attribution === undefined || rows.length === 0) return;
  const { aws } = context;
  const lines = linesOf(attribution, rows, context);
  if (job.members.importMode === 'INCREMENTAL') sendReport(attribution, lines, context);
  const { roleArn, s3DataDestination } = outputOf(attribution);
  const path = parseS3Path(s3DataDestination?.path ?? '');
  if (job.members.publishAttributionMetricsToS3 !== true || path === undefined) return;
  const folder = path.key === '' || path.key.endsWith('/') ? path.key : `${path.key}/`;
  const time = Math.floor(aws.clock.now() / 1000);
  const key = `${folder}AggregatedAttributionMetrics - ${job.members.importMode} - ${time}.csv`;
  try {
    await new Bucket(aws, path.bucket, { roleArn, sourceArn: attribution.arn }).write(key, csvOf(lines));
  } catch (error) {
    if (!(error instanceof BucketDenied)) throw error;
    throw new CreationFailure(`Insufficient privileges for writing the report of ${attribution.arn}. ${error.message}`);
  }
}

/**
 * Checks that the metric attribution's role may put metric data. Personalize itself checks this by sending metric data
 * (guide, "Guidelines and requirements for a metric attribution").
 * @throws ServiceError if the role may not put metric data
 */
export function assertMaySend(attribution: Resource, { aws }: Context): void {
  const roleName = outputOf(attribution).roleArn.split('/').at(-1) ?? '';
  const call = { operation: 'PutMetricData', input: { Namespace: NAMESPACE } };
  aws.authorizeCall('monitoring', call, { kind: 'role', roleName, session: 'personalize' });
}

function attributionOf(datasetGroupArn: string, { store }: Context): Resource | undefined {
  const isUsable = ({ status }: Resource) => isActive(status) || status.startsWith('UPDATE');
  return store.list('metricAttribution', { datasetGroupArn }).find(isUsable);
}

function linesOf(attribution: Resource, rows: readonly Row[], context: Context): readonly ReportLine[] {
  const live = new LiveData(textMember(attribution, 'datasetGroupArn'), context);
  const sourceOf = (event: Row) =>
    event.get('EVENT_ATTRIBUTION_SOURCE') ||
    context.given.find(event.get('RECOMMENDATION_ID'))?.source ||
    UNDEFINED_SOURCE;
  return reportOf(metricsOf(attribution), rows, sourceOf, (id) => live.record('ITEMS', id)?.row);
}

/**
 * Sends a report to CloudWatch. CloudWatch accepts no data older than 14 days, so older lines are left out. If the role may not send
 * metrics, the report is lost.
 */
function sendReport(attribution: Resource, lines: readonly ReportLine[], context: Context): void {
  try {
    assertMaySend(attribution, context);
  } catch (error) {
    if (error instanceof ServiceError) return;
    throw error;
  }
  for (const { metric, source, time, value } of lines) {
    if (context.aws.clock.now() - time * 1000 > LIMITS.past) continue;
    const dimensions = [
      { Name: 'DatasetGroupArn', Value: textMember(attribution, 'datasetGroupArn') },
      { Name: 'EventAttributionSource', Value: source },
    ];
    const identity = { namespace: NAMESPACE, name: metric.metricName, dimensions };
    context.metrics.send(identity, datumOf(time * 1000, 'None', [value]));
  }
}

function metricsOf({ members }: Resource): readonly Metric[] {
  return members.metrics as readonly Metric[];
}

function outputOf({ members }: Resource): OutputConfig {
  return members.metricsOutputConfig as OutputConfig;
}
