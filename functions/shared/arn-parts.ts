export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** What follows the account, colons included. */
  readonly resource: string;
}

/** The parts of an ARN of any service; empty where the text is none. */
export function parseArn(arn: string): ArnParts {
  const [, partition = '', , region = '', accountId = '', ...resource] = arn.split(':');
  return { partition, region, accountId, resource: resource.join(':') };
}
