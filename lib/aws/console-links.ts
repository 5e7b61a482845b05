import { parseArn } from './arn';

/** Host of the AWS console without the region that precedes it, by partition. Source: AWS documentation of the China and GovCloud partitions. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** @returns undefined in a partition whose console is not known */
export function executionLink(executionArn: string): string | undefined {
  const { partition, region } = parseArn(executionArn);
  return link(partition, region, `states/home?region=${region}#/v2/executions/details/${executionArn}`);
}

/**
 * Link to the list of dataset groups in the region of `arn`. The console's addresses of single dataset groups are
 * undocumented.
 * @returns undefined if the partition's console is not known
 */
export function personalizeLink(arn: string): string | undefined {
  const { partition, region } = parseArn(arn);
  return link(partition, region, `personalize/home?region=${region}#datasetGroups`);
}

/**
 * Links to an execution and to the dataset groups in its region. The list is empty if the partition's console is not
 * known.
 */
export function consoleLinks(executionArn: string): readonly string[] {
  return [executionLink(executionArn), personalizeLink(executionArn)].filter((each) => each !== undefined);
}

function link(partition: string, region: string, path: string): string | undefined {
  const console = CONSOLES[partition];
  return console && `https://${region}.${console}/${path}`;
}
