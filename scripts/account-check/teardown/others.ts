import { DeleteTableCommand, paginateListTables } from '@aws-sdk/client-dynamodb';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  paginateListBuckets,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { DeleteScheduleCommand, paginateListSchedules } from '@aws-sdk/client-scheduler';
import { DeleteStateMachineCommand, paginateListStateMachines } from '@aws-sdk/client-sfn';
import type { Clients } from '../clients';
import { type Leftover, listed } from './leftover';

/** Resources of the check outside of Personalize, roles last. */
export async function otherLeftovers(clients: Clients, prefix: string): Promise<readonly Leftover[]> {
  const { dynamodb, iam, s3, scheduler, sfn } = clients;
  const begin = `${prefix}-`;
  const lists = [
    listed('schedules', paginateListSchedules({ client: scheduler }, { NamePrefix: begin }), ({ Schedules = [] }) =>
      Schedules.map(({ Name }) => ({
        name: `schedule ${Name}`,
        remove: () => scheduler.send(new DeleteScheduleCommand({ Name })),
      })),
    ),
    listed('state machines', paginateListStateMachines({ client: sfn }, {}), ({ stateMachines = [] }) =>
      stateMachines
        .filter(({ name }) => name?.startsWith(begin))
        .map(({ name, stateMachineArn }) => ({
          name: `state machine ${name}`,
          remove: () => sfn.send(new DeleteStateMachineCommand({ stateMachineArn })),
        })),
    ),
    listed('tables', paginateListTables({ client: dynamodb }, {}), ({ TableNames = [] }) =>
      TableNames.filter((name) => name.startsWith(begin)).map((TableName) => ({
        name: `table ${TableName}`,
        remove: () => dynamodb.send(new DeleteTableCommand({ TableName })),
      })),
    ),
    listed('buckets', paginateListBuckets({ client: s3 }, {}), ({ Buckets = [] }) =>
      Buckets.flatMap(({ Name = '' }) => (Name.startsWith(begin) ? [Name] : [])).map((Bucket) => ({
        name: `bucket ${Bucket}`,
        remove: () => removeBucket(clients, Bucket),
      })),
    ),
    listed('roles', paginateListRoles({ client: iam }, {}), ({ Roles = [] }) =>
      Roles.flatMap(({ RoleName = '' }) => (RoleName.startsWith(begin) ? [RoleName] : [])).map((RoleName) => ({
        name: `role ${RoleName}`,
        remove: () => removeRole(clients, RoleName),
      })),
    ),
  ];
  return (await Promise.all(lists)).flat();
}

/** Removes a bucket and its objects. The check's buckets keep no old versions. */
async function removeBucket({ s3 }: Clients, Bucket: string): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket }))
    for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteBucketCommand({ Bucket }));
}

async function removeRole({ iam }: Clients, RoleName: string): Promise<void> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
}
