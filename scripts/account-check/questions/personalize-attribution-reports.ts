import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeMetricAttributionCommand } from '@aws-sdk/client-personalize';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { folderOf, INTERACTIONS, interactionsCsv } from '../data';
import { CLICKS, dataset, datasetGroup, importEnd, metricAttribution, startImport } from '../personalize';
import type { Question } from '../question';
import type { Sandbox } from '../sandbox';

export const personalizeAttributionReports: Question = {
  id: 'personalize-attribution-reports',
  asks: 'under which namespace and dimensions CloudWatch has the metrics of a metric attribution, when its 15-minute windows begin, how files with reports are named, which source a report shows for an unknown `recommendationId`, and whether an import fails if its report cannot be written (the check asks only about files and CloudWatch)',
  emulated:
    '`AWS/Personalize` with `DatasetGroupArn` and `EventAttributionSource`; windows begin at minutes 0, 15, 30 and 45; files are named `AggregatedAttributionMetrics - FULL - <epoch seconds>.csv`; the source is `SOURCE_NAME_UNDEFINED`; the import fails.',
  check: {
    creates: 'a dataset group with a dataset, a metric attribution and two imports',
    dollars: 0.6,
    expected:
      'AggregatedAttributionMetrics - FULL - N.csv: clicks,click,N.N,samplecount,SOURCE_NAME_UNDEFINED,N; AWS/Personalize DatasetGroupArn EventAttributionSource',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      const datasetArn = await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      const metricAttributionArn = await metricAttribution(sandbox, datasetGroupArn);
      await imported(sandbox, datasetArn, { importMode: 'FULL', publishAttributionMetricsToS3: true });
      await imported(sandbox, datasetArn, { importMode: 'INCREMENTAL' });
      return `${await fileOf(sandbox, metricAttributionArn)}; ${await metricOf(sandbox, datasetGroupArn)}`;
    },
  },
};

type Mode = Parameters<typeof startImport>[3];

/** Imports events that are less than three days old, because CloudWatch does not accept old metrics. */
async function imported(sandbox: Sandbox, datasetArn: string, mode: Mode): Promise<void> {
  const yesterday = String(Math.floor(Date.now() / 1000) - 86_400).slice(0, 5);
  const csv = interactionsCsv().replaceAll(/,17000(?=\d{5},)/g, `,${yesterday}`);
  const folder = await folderOf(sandbox, { 'interactions.csv': csv });
  await importEnd(sandbox, await startImport(sandbox, datasetArn, folder, mode));
}

async function fileOf({ clients: { personalize, s3 } }: Sandbox, metricAttributionArn: string): Promise<string> {
  const { metricAttribution: made } = await personalize.send(
    new DescribeMetricAttributionCommand({ metricAttributionArn }),
  );
  const [, Bucket = '', Prefix = ''] =
    /^s3:\/\/([^/]+)\/(.*)$/.exec(made?.metricsOutputConfig?.s3DataDestination?.path ?? '') ?? [];
  const { Contents: [{ Key } = {}] = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  if (Key === undefined) return 'no file';
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const [, line] = ((await Body?.transformToString()) ?? '').split('\n');
  return withoutNumbers(`${Key.slice(Prefix.length)}: ${line}`);
}

/** Namespace and dimensions of the dataset group's metric. Metrics of other dataset groups may have the same name. */
function metricOf(sandbox: Sandbox, datasetGroupArn: string): Promise<string> {
  return sandbox.until(async () => {
    const input = { MetricName: CLICKS.metricName };
    const { Metrics = [] } = await sandbox.clients.cloudwatch.send(new ListMetricsCommand(input));
    const metric = Metrics.find(({ Dimensions = [] }) => Dimensions.some(({ Value }) => Value === datasetGroupArn));
    if (metric === undefined) return undefined;
    const names = (metric.Dimensions ?? []).map(({ Name }) => Name).sort();
    return [metric.Namespace, ...names].join(' ');
  });
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, 'N');
}
