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
  ListBucketsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { DeleteScheduleCommand, paginateListSchedules } from '@aws-sdk/client-scheduler';
import { DeleteStateMachineCommand, paginateListStateMachines } from '@aws-sdk/client-sfn';
import type { Clients } from '../clients';
import type { Leftover } from './leftover';

/** What the check creates outside of Personalize, roles last. */
export async function otherLeftovers(clients: Clients, prefix: string): Promise<readonly Leftover[]> {
  const left: Leftover[] = [];
  const begin = `${prefix}-`;
  for await (const { Schedules = [] } of paginateListSchedules({ client: clients.scheduler }, { NamePrefix: begin }))
    for (const { Name } of Schedules)
      left.push({
        name: `schedule ${Name}`,
        remove: () => clients.scheduler.send(new DeleteScheduleCommand({ Name })),
      });
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: clients.sfn }, {}))
    for (const { name = '', stateMachineArn } of stateMachines)
      if (name.startsWith(begin))
        left.push({
          name: `state machine ${name}`,
          remove: () => clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn })),
        });
  for await (const { TableNames = [] } of paginateListTables({ client: clients.dynamodb }, {}))
    for (const TableName of TableNames)
      if (TableName.startsWith(begin))
        left.push({
          name: `table ${TableName}`,
          remove: () => clients.dynamodb.send(new DeleteTableCommand({ TableName })),
        });
  const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket = '' } of Buckets)
    if (Bucket.startsWith(begin)) left.push({ name: `bucket ${Bucket}`, remove: () => removeBucket(clients, Bucket) });
  for await (const { Roles = [] } of paginateListRoles({ client: clients.iam }, {}))
    for (const { RoleName = '' } of Roles)
      if (RoleName.startsWith(begin))
        left.push({ name: `role ${RoleName}`, remove: () => removeRole(clients, RoleName) });
  return left;
}

/** The check's buckets have no versions. */
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
