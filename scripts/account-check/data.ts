import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { policy, type Role } from './role';
import type { Sandbox } from './sandbox';

/** A dataset type with fields of its schema. */
export interface Data {
  readonly type: string;
  readonly fields: readonly object[];
}

export const INTERACTIONS: Data = {
  type: 'INTERACTIONS',
  fields: [
    { name: 'USER_ID', type: 'string' },
    { name: 'ITEM_ID', type: 'string' },
    { name: 'TIMESTAMP', type: 'long' },
    { name: 'EVENT_TYPE', type: 'string' },
  ],
};

export const ITEMS: Data = {
  type: 'ITEMS',
  fields: [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'GENRE', type: ['null', 'string'], categorical: true },
    { name: 'NOTE', type: ['null', 'string'] },
  ],
};

export const ACTION_INTERACTIONS: Data = {
  type: 'ACTION_INTERACTIONS',
  fields: [
    { name: 'USER_ID', type: 'string' },
    { name: 'ACTION_ID', type: 'string' },
    { name: 'EVENT_TYPE', type: 'string' },
    { name: 'TIMESTAMP', type: 'long' },
  ],
};

const PERSONALIZE = 'personalize.amazonaws.com';
const BUCKET_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:ListBucket'];
export const PERSONALIZE_ROLE: Role = {
  service: PERSONALIZE,
  allows: [...BUCKET_ACTIONS, 'cloudwatch:PutMetricData'],
};

/** Number of rows. A training needs fewer: 1,000 interactions, and 25 users with two interactions each. */
const ROWS = 1500;
const USERS = 50;
const ITEMS_OF_CATALOG = 40;

export function interactionsCsv(): string {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    return `u${index % USERS},i${(index * 7) % ITEMS_OF_CATALOG},${1_700_000_000 + index * 60},click`;
  });
  return `USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE\n${rows.join('\n')}\n`;
}

/** Returns a csv of the items in the interactions. */
export function itemsCsv(): string {
  const rows = Array.from(
    { length: ITEMS_OF_CATALOG },
    (_, index) => `i${index},${index % 2 === 0 ? 'drama' : 'comedy'},`,
  );
  return `ITEM_ID,GENRE,NOTE\n${rows.join('\n')}\n`;
}

interface Access {
  readonly condition?: object;
  readonly actions?: readonly string[];
}

/** Creates a bucket whose policy allows the actions to Personalize. Default: reading and writing, without a condition. */
export async function bucket(sandbox: Sandbox, { condition, actions = BUCKET_ACTIONS }: Access = {}): Promise<string> {
  const { s3 } = sandbox.clients;
  const [Bucket, region] = [sandbox.name(), await sandbox.region()];
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    }),
  );
  const statement = {
    Effect: 'Allow',
    Principal: { Service: PERSONALIZE },
    Action: actions,
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    ...(condition && { Condition: condition }),
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy([statement]) }));
  return Bucket;
}

/**
 * Uploads objects, by their names in a new folder.
 * @param inBucket name of a bucket. Default: the shared bucket
 * @returns `s3://BUCKET/FOLDER/`
 */
export async function folderOf(
  sandbox: Sandbox,
  objects: Readonly<Record<string, string>>,
  inBucket?: string,
): Promise<string> {
  const Bucket = inBucket ?? (await sandbox.once('bucket', (shared) => bucket(shared)));
  const folder = sandbox.name();
  for (const [key, Body] of Object.entries(objects))
    await sandbox.clients.s3.send(new PutObjectCommand({ Bucket, Key: `${folder}/${key}`, Body }));
  return `s3://${Bucket}/${folder}/`;
}
