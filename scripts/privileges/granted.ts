import type { Grant } from '../../emulator/services/iam/grants';
import type { Account } from './account';

/** A grant by a role's policies, or by the policy of a bucket or function. */
export interface Granted extends Grant {
  /** Role without the deployment's name and the region (`upload-lambda`), or the resource of the policy (`policy of bucket data`). */
  readonly holder: string;
}

/** Returns every grant to a role, and every grant by the policy of a bucket or function. Each has the number of its uses in all accounts. */
export async function grantedIn(accounts: readonly Account[]): Promise<readonly Granted[]> {
  const found = new Map<string, Granted>();
  for (const account of accounts) {
    for (const grant of await grantsOf(account)) {
      const key = `${grant.holder} ${grant.action} ${grant.resource}`;
      found.set(key, { ...grant, uses: grant.uses + (found.get(key)?.uses ?? 0) });
    }
  }
  return [...found.values()];
}

async function grantsOf(account: Account): Promise<readonly Granted[]> {
  const { authorizer } = account.local;
  const { Roles: roles } = await account.call<{ Roles: { RoleName: string }[] }>('iam', 'ListRoles', {});
  const { Buckets: buckets } = await account.call<{ Buckets: { Name: string }[] }>('s3', 'ListBuckets', {});
  const { Functions: functions } = await account.call<{
    Functions: { FunctionArn: string; FunctionName: string }[];
  }>('lambda', 'ListFunctions', {});
  const held = (holder: string, grants: readonly Grant[]) =>
    grants.map((grant) => ({ ...grant, holder, resource: readable(grant.resource) }));
  return [
    ...roles.flatMap(({ RoleName: name }) => held(shortName(name), authorizer.grantsTo(name))),
    ...buckets.flatMap(({ Name: name }) =>
      held(`policy of bucket ${shortName(name)}`, authorizer.grantsOn(`arn:aws:s3:::${name}`)),
    ),
    ...functions.flatMap(({ FunctionName: name, FunctionArn: arn }) =>
      held(`policy of function ${shortName(name)}`, authorizer.grantsOn(arn)),
    ),
  ];
}

function shortName(name: string): string {
  return name.replace(/^personalize-/, '').replace(/(-\d{12})?-us-east-1$/, '');
}

/** Returns an ARN without its partition, region and account. */
function readable(resource: string): string {
  return resource.replace(/^arn:aws:([a-z0-9]+):(us-east-1)?:(\d{12})?:/, '$1:');
}
