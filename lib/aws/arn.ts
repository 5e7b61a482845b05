/** The parts of an ARN of any AWS service. A part that the ARN does not have is an empty text. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** Everything after the account, colons included. */
  readonly resource: string;
}

/** Parses `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. Source: IAM user guide, "Amazon Resource Names (ARNs)", November 2026. */
export function parseArn(text: string): Arn {
  const [, partition = '', service = '', region = '', accountId = '', ...resource] = text.split(':');
  return { partition, service, region, accountId, resource: resource.join(':') };
}

/** Parses the ARN of a Step Functions execution: `arn:PARTITION:states:REGION:ACCOUNT:execution:MACHINE:NAME`. */
export function parseExecutionArn(text: string): { readonly machine: string; readonly name: string } {
  const [, machine = '', name = ''] = parseArn(text).resource.split(':');
  return { machine, name };
}
