import type { LocalAws } from '../../local-aws/local-aws';
import type { ResourceSnapshot } from '../../local-aws/services/personalize/service';

type Members = Readonly<Record<string, unknown>>;

/**
 * The time that Personalize alone would need for all resources, in milliseconds: the longest chain of resources of which each depends on
 * the one before, by their actual durations.
 */
export async function criticalPath(local: LocalAws): Promise<number> {
  const resources = local.personalize.snapshot();
  const versions = new Map<string, number>();
  const group = Math.max(...lengths(resources, 'datasetGroup'));
  const datasets = Math.max(...lengths(resources, 'dataset'));
  const imports = Math.max(...lengths(resources, 'datasetImportJob'));
  const data = group + datasets + imports;
  for (const version of resources.filter(({ type }) => type === 'solutionVersion'))
    versions.set(version.arn, data + length(version));
  const ends = [
    group + Math.max(0, ...lengths(resources, 'eventTracker')),
    data + Math.max(0, ...lengths(resources, 'filter')),
    ...versions.values(),
  ];
  for (const user of resources) {
    const version = await versionOf(local, user);
    if (version !== undefined) ends.push((versions.get(version) ?? 0) + length(user));
  }
  return Math.max(...ends);
}

/** The solution version of a campaign or a batch job. */
async function versionOf({ aws }: LocalAws, { type, arn }: ResourceSnapshot): Promise<string | undefined> {
  const describe = {
    campaign: ['DescribeCampaign', 'campaignArn', 'campaign'],
    batchInferenceJob: ['DescribeBatchInferenceJob', 'batchInferenceJobArn', 'batchInferenceJob'],
    batchSegmentJob: ['DescribeBatchSegmentJob', 'batchSegmentJobArn', 'batchSegmentJob'],
  }[type as string];
  if (describe === undefined) return undefined;
  const [operation = '', member = '', output = ''] = describe;
  const answer = (await aws.call('personalize', operation, { [member]: arn })) as Record<string, Members>;
  return String(answer[output]?.solutionVersionArn);
}

function lengths(resources: readonly ResourceSnapshot[], type: string): number[] {
  return resources.filter((resource) => resource.type === type).map(length);
}

function length({ createdAt, settledAt, arn }: ResourceSnapshot): number {
  if (settledAt === undefined) throw new Error(`${arn} is still in progress.`);
  return settledAt - createdAt;
}
