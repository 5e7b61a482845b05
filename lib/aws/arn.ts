/** An ARN of any service. Missing parts are empty. */
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

/** Parses `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`. */
export function parseExecutionArn(text: string): { readonly machine: string; readonly name: string } {
  const [, machine = '', name = ''] = parseArn(text).resource.split(':');
  return { machine, name };
}
