/**
 * Condition keys by which a service says for whom it acts. Only documented keys are sent: whether others are sent cannot be determined
 * without an account, and a policy that requires a key that is not sent denies everything.
 */

type SourceKey = 'aws:SourceAccount' | 'aws:SourceArn' | 'aws:SourceOwner';

/** For whom a service acts. */
export interface Source {
  /** e.g. `s3.amazonaws.com` */
  readonly principal: string;
  readonly sourceAccount: string;
  /** Absent if the service acts for nothing that has an ARN yet. */
  readonly sourceArn?: string | undefined;
}

interface DocumentedKeys {
  readonly principal: string;
  /** The actions of the service, in IAM's terms. */
  readonly actions: readonly string[];
  readonly keys: readonly SourceKey[];
  /** URL, and when it was read. */
  readonly source: string;
}

const BOTH: readonly SourceKey[] = ['aws:SourceAccount', 'aws:SourceArn'];

/** Services and actions that are not listed send no keys: Lambda assuming a role, Personalize reading a bucket, EventBridge publishing. */
const DOCUMENTED: readonly DocumentedKeys[] = [
  {
    principal: 'personalize.amazonaws.com',
    actions: ['sts:AssumeRole'],
    keys: BOTH,
    source: 'https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html (2026-11)',
  },
  {
    principal: 'scheduler.amazonaws.com',
    actions: ['sts:AssumeRole'],
    keys: BOTH,
    source:
      'https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html (2026-11)',
  },
  {
    principal: 'states.amazonaws.com',
    actions: ['sts:AssumeRole'],
    keys: BOTH,
    source:
      'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy (2026-11)',
  },
  {
    principal: 's3.amazonaws.com',
    actions: ['lambda:InvokeFunction'],
    keys: BOTH,
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html (2026-11)',
  },
  {
    principal: 'logging.s3.amazonaws.com',
    actions: ['s3:PutObject'],
    keys: BOTH,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html (2026-11)',
  },
  {
    principal: 'events.amazonaws.com',
    actions: ['lambda:InvokeFunction', 'sqs:SendMessage'],
    keys: ['aws:SourceArn'],
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (2026-11)',
  },
  {
    principal: 'cloudwatch.amazonaws.com',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    keys: BOTH,
    source:
      'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services (2026-11)',
  },
  {
    principal: 'cloudwatch.amazonaws.com',
    actions: ['sns:Publish'],
    // The default policy of a topic requires the owner.
    keys: [...BOTH, 'aws:SourceOwner'],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (2026-11)',
  },
];

/** The keys of one account's services. */
export class SourceKeys {
  /** @param undocumented whether keys are sent even where AWS does not document it. Default: withheld. */
  constructor(private readonly undocumented: 'sent' | 'withheld' = 'withheld') {}

  /** Condition keys, as documented, with their values. */
  of({ principal, sourceAccount, sourceArn }: Source, action: string): Readonly<Record<string, string>> {
    const documented = documentedKeys(principal, action);
    const sent = this.undocumented === 'sent' ? [...documented, ...BOTH] : documented;
    return {
      ...(sent.includes('aws:SourceAccount') && { 'aws:SourceAccount': sourceAccount }),
      ...(sent.includes('aws:SourceOwner') && { 'aws:SourceOwner': sourceAccount }),
      ...(sent.includes('aws:SourceArn') && sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
    };
  }
}

function documentedKeys(principal: string, action: string): readonly SourceKey[] {
  return DOCUMENTED.find((row) => row.principal === principal && row.actions.includes(action))?.keys ?? [];
}
