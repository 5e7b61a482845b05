/**
 * Condition keys with which a service names the account or resource for which it acts. By default, the services of the
 * local AWS send only documented keys. If they sent undocumented keys, a policy could require a key that AWS does not
 * send. Such a policy would work in the local AWS, but would deny everything on AWS.
 */

type SourceKey = 'aws:SourceAccount' | 'aws:SourceArn' | 'aws:SourceOwner';

/** The account and resource for which a service acts. */
export interface Source {
  /** Service principal, e.g. `s3.amazonaws.com`. */
  readonly principal: string;
  readonly sourceAccount: string;
  /** ARN of the resource for which the service acts. Absent when Lambda assumes a role. */
  readonly sourceArn?: string | undefined;
}

interface DocumentedKeys {
  readonly principal: string;
  /** Actions that the service performs on other services, in IAM's terms. */
  readonly actions: readonly string[];
  readonly keys: readonly SourceKey[];
  /** Address of AWS's documentation of the keys, and when it was read. */
  readonly source: string;
}

const BOTH: readonly SourceKey[] = ['aws:SourceAccount', 'aws:SourceArn'];

/** Documented keys by service and action. AWS documents no keys for other actions, e.g. when Lambda assumes a role. */
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
    // The default policy of a topic requires `aws:SourceOwner`.
    keys: [...BOTH, 'aws:SourceOwner'],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (2026-11)',
  },
];

/** Condition keys that the services of one account send. */
export class SourceKeys {
  /**
   * @param undocumented `sent` to send `aws:SourceAccount` and `aws:SourceArn` even where AWS does not document them. Default: `withheld`
   */
  constructor(private readonly undocumented: 'sent' | 'withheld' = 'withheld') {}

  /** Returns the condition keys that a service sends, with their values. */
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
