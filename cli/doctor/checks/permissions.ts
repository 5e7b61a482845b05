import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { TRAIN } from '../../../lib/aws/data-bucket-layout';
import { datasetGroupArn } from '../../../lib/personalize/arn';
import type { DeployedAws } from '../../aws';
import { isAccessDenied } from '../../failure';
import type { Check } from '../check';

/** A name that no resource, parameter file or schedule has. */
const NOTHING = 'personalize-mlops-doctor';
const KEY = `${TRAIN}${NOTHING}`;
const ITEM = { datasetGroup: NOTHING, item: NOTHING };
/** Condition that {@link ITEM} never meets. */
const EXISTS = 'attribute_exists(#item)';
/**
 * If the caller lacks this permission, S3 answers 403 instead of 404 for an object that does not exist:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, 2026-11.
 */
const LIST = 's3:ListBucket';

interface DryCall {
  readonly permission: string;
  /** Examples of commands that need the permission; absent if `status` and `plan` need it. */
  readonly commands?: string;
  /**
   * True if the call names an object that does not exist. If the caller lacks {@link LIST}, S3 always denies such a
   * call.
   */
  readonly needsList?: true;
  /** Makes the call, which changes nothing. */
  readonly call: (aws: DeployedAws, bucket: string) => Promise<unknown>;
}

/**
 * Calls that only read, or that write under a condition that is never met. Permissions to start runs, and most permissions to delete,
 * cannot be checked in this way.
 */
const DRY_CALLS: readonly DryCall[] = [
  {
    permission: 'dynamodb:Query',
    call: ({ records }) => records.query(NOTHING),
  },
  {
    permission: 'dynamodb:GetItem',
    call: ({ records }) => records.get(ITEM),
  },
  {
    permission: 'dynamodb:UpdateItem',
    commands: '`schedules activate`, `schedules deactivate`',
    call: ({ records }) => records.write({ update: ITEM, if: EXISTS, set: { checked: true } }),
  },
  {
    permission: 'dynamodb:DeleteItem',
    commands: '`destroy`',
    call: ({ records }) => records.write({ delete: ITEM, if: EXISTS }),
  },
  {
    permission: 'personalize:DescribeDatasetGroup',
    call: ({ personalize, scope }) => personalize.describe('datasetGroup', datasetGroupArn(scope, NOTHING)),
  },
  {
    permission: 'personalize:ListDatasetGroups',
    call: ({ personalize }) => personalize.list('datasetGroup', {}),
  },
  {
    permission: 'scheduler:GetSchedule',
    call: ({ schedules }) => schedules.find(NOTHING),
  },
  {
    permission: LIST,
    call: ({ s3 }, Bucket) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: KEY, MaxKeys: 1 })),
  },
  {
    permission: 's3:ListBucketVersions',
    call: ({ s3 }, Bucket) => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: KEY, MaxKeys: 1 })),
  },
  {
    permission: 's3:GetObject',
    needsList: true,
    call: ({ s3 }, Bucket) => s3.send(new GetObjectCommand({ Bucket, Key: KEY })),
  },
  {
    permission: 's3:PutObject',
    needsList: true,
    commands: '`apply`',
    // No object has this ETag, so S3 writes nothing: S3 user guide, "Conditional writes", 2026-11.
    call: ({ s3 }, Bucket) => s3.send(new PutObjectCommand({ Bucket, Key: KEY, Body: NOTHING, IfMatch: '"none"' })),
  },
  {
    permission: 'states:DescribeExecution',
    commands: '`apply`, `destroy`',
    call: ({ sfn, names }) =>
      sfn.send(
        new DescribeExecutionCommand({
          executionArn: `${names.runStateMachineArn.replace(':stateMachine:', ':execution:')}:${NOTHING}`,
        }),
      ),
  },
  {
    permission: 'logs:FilterLogEvents',
    commands: '`logs`',
    call: async (aws) => {
      const [logGroupName] = aws.names.functionLogGroups.split(',');
      return (await aws.logs()).send(new FilterLogEventsCommand({ logGroupName, limit: 1 }));
    },
  },
];

/** Names of errors which show that the call was allowed. Source: API references of the operations, 2026-11. */
const ALLOWED = new Set(['NoSuchKey', 'PreconditionFailed', 'ExecutionDoesNotExist']);

export const permissions: Check = {
  name: 'permissions',
  async examine(aws) {
    const asked = await Promise.all(DRY_CALLS.map(async (each) => ((await isDenied(each, aws)) ? [each] : [])));
    const refused = asked.flat();
    const isListDenied = refused.some(({ permission }) => permission === LIST);
    const unknown = refused.filter(({ needsList }) => isListDenied && needsList);
    const denied = refused.filter((each) => !unknown.includes(each));
    const forOthers = denied.flatMap(({ permission, commands }) =>
      commands ? [`${permission} (for ${commands})`] : [],
    );
    return {
      detail: [
        `${DRY_CALLS.length - refused.length} of ${DRY_CALLS.length} granted`,
        ...(forOthers.length > 0 ? [`you lack ${forOthers.join(', ')}`] : []),
        ...(unknown.length > 0
          ? [`${unknown.map(({ permission }) => permission).join(', ')} cannot be checked without ${LIST}`]
          : []),
        'permissions to start runs, and to delete resources and files, are not checked',
      ].join('; '),
      findings: denied
        .filter(({ commands }) => commands === undefined)
        .map(({ permission }) => ({
          problem: `You lack ${permission}, which \`status\` and \`plan\` need.`,
          todo: 'Add it to your role: docs/security.md lists the permissions of each command.',
        })),
    };
  },
};

/** @throws any error that does not show whether the permission is granted */
async function isDenied({ call }: DryCall, aws: DeployedAws): Promise<boolean> {
  try {
    await call(aws, aws.names.dataBucket);
    return false;
  } catch (error) {
    if (isAccessDenied(error)) return true;
    if (error instanceof Error && ALLOWED.has(error.name)) return false;
    throw error;
  }
}
