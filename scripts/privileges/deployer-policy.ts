import RECORDED from './terraform-calls.json';

/**
 * The IAM policy of whoever deploys. It allows the calls that Terraform made when it created, read, changed and deleted a whole deployment
 * (`scripts/external-suites/terraform/suite.py`), and the actions in {@link DOCUMENTED}.
 */

/** The deployment for which a policy is written. */
export interface Deployment {
  readonly account: string;
  readonly region: string;
  /** Value of the Terraform variable `name`. */
  readonly name: string;
  /** ARN of the permissions boundary that every role must have; undefined if roles need none. */
  readonly boundary?: string | undefined;
}

/** The deployment that documents use as an example, as in docs/kms-key-policy.json. */
export const EXAMPLE: Deployment = {
  account: '111122223333',
  region: 'us-east-1',
  name: 'personalize',
  boundary: 'arn:aws:iam::111122223333:policy/boundary',
};

export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: Condition;
}

type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

const PUT_BOUNDARY = 'iam:PutRolePermissionsBoundary';
/**
 * Actions of this policy for which a condition can require that the role has a permissions boundary (Service Authorization
 * Reference, IAM, read in 2026-11).
 */
const BOUND_ACTIONS = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', PUT_BOUNDARY];

const UPDATE_KEY = ['kms:PutKeyPolicy', 'kms:UpdateKeyDescription'];
/**
 * Actions that are allowed only on the topic's own key. A condition recognizes this key by its alias
 * (https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html, read in 2026-11). Some actions must
 * be allowed without this condition, because Terraform calls them on a key without an alias: a new key has no alias
 * yet, and a key that is being deleted has lost its alias.
 */
const OWN_KEY_ACTIONS = [...UPDATE_KEY, 'kms:UntagResource'];

/**
 * Actions that are needed, but are not among the recorded calls: services require them of the caller, or Terraform
 * calls them only after a change, e.g. in an upgrade. The sources were read in 2026-11.
 */
export const DOCUMENTED: readonly {
  readonly actions: readonly string[];
  readonly source: string;
  readonly on: string;
}[] = [
  {
    actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
    on: '*',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  },
  {
    actions: [
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncrypt*',
    ],
    on: 'arn:aws:kms:us-east-1:123456789012:key/*',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html',
  },
  // New releases may change descriptions and trust policies of roles. A boundary may be set later.
  {
    actions: ['iam:UpdateAssumeRolePolicy', 'iam:UpdateRoleDescription', PUT_BOUNDARY],
    on: 'arn:aws:iam::123456789012:role/personalize-*',
    source: 'https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/iam/role.go',
  },
  // The provider calls both actions if tags change.
  {
    actions: ['resource-groups:Tag', 'resource-groups:Untag'],
    on: 'arn:aws:resource-groups:us-east-1:123456789012:group/personalize',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/resourcegroups/tags_gen.go',
  },
  // New releases may change the key's policy and description.
  {
    actions: UPDATE_KEY,
    on: 'arn:aws:kms:us-east-1:123456789012:key/*',
    source: 'https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/kms/key.go',
  },
];

/** Beginning of an ARN, up to the account and the type of the resource, such as `log-group:`. Buckets have no type. */
const BEFORE_NAME = /^(?:[^:]*:){5}(?:[A-Za-z-]+[:/])?/;

/** Returns the calls of Terraform as if it had run for this deployment. */
export function callsFor(deployment: Deployment): readonly Call[] {
  return JSON.parse(textFor(JSON.stringify(RECORDED.calls), deployment));
}

/** Replaces partition, account, region and names of the recorded deployment in a text by those of the given deployment. */
function textFor(recorded: string, { account, region, name }: Deployment): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  return recorded
    .replaceAll('123456789012', account)
    .replaceAll('us-east-1', region)
    .replaceAll('personalize', name)
    .replaceAll('arn:aws:', `arn:${partition}:`);
}

export function deployerPolicy(deployment: Deployment = EXAMPLE): {
  readonly Version: string;
  readonly Statement: readonly Statement[];
} {
  const statements = new Map<
    string,
    { readonly on: string; readonly condition?: Condition; readonly actions: Set<string> }
  >();
  const allow = (action: string, on: string, condition?: Condition) => {
    const key = JSON.stringify([on, condition]);
    const known = statements.get(key) ?? { on, actions: new Set<string>(), ...(condition && { condition }) };
    known.actions.add(action);
    statements.set(key, known);
  };
  const { name, boundary } = deployment;
  const calls = callsFor(deployment);
  // Actions that must be allowed on any resource. An example is `kms:TagResource`: the creation of a key with tags
  // needs this action before the key exists.
  const everywhere = new Set(calls.filter(({ resource }) => resource === '*').map(({ action }) => action));
  for (const { action, resource, context } of calls)
    if (resource === '*' || !everywhere.has(action))
      allow(action, patternOf(resource, name), conditionOf(action, context, deployment));
  for (const { actions, on } of DOCUMENTED)
    for (const action of actions)
      if (action !== PUT_BOUNDARY || boundary !== undefined)
        allow(action, textFor(on, deployment), conditionOf(action, {}, deployment));
  return {
    Version: '2012-10-17',
    Statement: [...statements.values()]
      .map(({ on, condition, actions }): Statement => {
        const statement = { Effect: 'Allow' as const, Action: [...actions].sort(), Resource: on };
        return condition === undefined ? statement : { ...statement, Condition: condition };
      })
      .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)),
  };
}

/**
 * Widens an ARN to all names of the deployment, because new releases add names. Widens the ARN of a key to all keys,
 * because ids of keys are not known in advance. Keeps everything before the resource's name, because a region or a
 * resource type may begin with the name of the deployment.
 */
function patternOf(arn: string, name: string): string {
  const [before = ''] = BEFORE_NAME.exec(arn) ?? [];
  if (before.endsWith(':key/')) return `${before}*`;
  return before + arn.slice(before.length).replace(new RegExp(`(^|[:/])${name}-.*$`), `$1${name}-*`);
}

function conditionOf(action: string, context: Call['context'], { name, boundary }: Deployment): Condition | undefined {
  const service = context['iam:PassedToService'];
  if (service !== undefined) return { StringEquals: { 'iam:PassedToService': service } };
  if (OWN_KEY_ACTIONS.includes(action))
    return { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${name}-*` } };
  if (boundary === undefined || !BOUND_ACTIONS.includes(action)) return undefined;
  return { StringEquals: { 'iam:PermissionsBoundary': boundary } };
}

function sortKey({ Action: [first = ''], Resource, Condition }: Statement): string {
  return [first.split(':')[0], Resource, JSON.stringify(Condition)].join(' ');
}
