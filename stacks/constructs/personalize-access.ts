import type { PolicyStatement } from '../../functions/shared/definition';
import type { Deployment } from './deployment';
import type { ResourcePolicyStatement } from './policy';
import type { PrivateBucketProps } from './private-bucket';

export const PERSONALIZE_PRINCIPAL = 'personalize.amazonaws.com';

/** Objects that Personalize uses in a bucket, as patterns of keys, such as `train/*`. */
export interface UsedObjects {
  readonly read: readonly string[];
  readonly written?: readonly string[];
}

/**
 * Statements of a bucket's policy that let Personalize itself use the objects: the permissions of its role are not
 * enough. AWS documents these statements without conditions
 * (https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-s3-access.html, 2026-11). AWS does not say
 * whether Personalize sends the condition keys when it reads (`personalize-bucket-source-keys` in docs/local-aws.md).
 * If Personalize does not send them, conditions would make every import fail.
 */
export function accessOfPersonalize(
  deployment: Deployment,
  used: UsedObjects,
): Pick<PrivateBucketProps, 'allow' | 'allowIf'> {
  return {
    allow: (arn) => statementsFor(arn, used),
    allowIf: {
      variable: 'personalize_source_conditions',
      allow: (arn) => statementsFor(arn, used, onBehalfOfThisAccount(deployment)),
    },
  };
}

function statementsFor(
  bucketArn: string,
  { read, written = [] }: UsedObjects,
  conditions?: PolicyStatement['conditions'],
): readonly ResourcePolicyStatement[] {
  const allow = (sid: string, action: string, resources: readonly string[]): ResourcePolicyStatement => ({
    sid,
    principal: PERSONALIZE_PRINCIPAL,
    actions: [action],
    resources,
    ...(conditions && { conditions }),
  });
  const within = (keys: readonly string[]) => keys.map((key) => `${bucketArn}/${key}`);
  return [
    allow('AllowPersonalizeToList', 's3:ListBucket', [bucketArn]),
    allow('AllowPersonalizeToRead', 's3:GetObject', within(read)),
    ...(written.length === 0 ? [] : [allow('AllowPersonalizeToWrite', 's3:PutObject', within(written))]),
  ];
}

/**
 * Conditions against the confused deputy: they keep other accounts from making Personalize use this account's
 * resources.
 */
export function onBehalfOfThisAccount({ awsEnvironment }: Deployment): NonNullable<PolicyStatement['conditions']> {
  return {
    StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId] },
    ArnLike: { 'aws:SourceArn': [awsEnvironment.arn('personalize', '*')] },
  };
}
