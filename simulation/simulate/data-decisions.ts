import { ServiceError } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';
import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { isActive } from '../../lib/personalize/statuses';
import { type Item, items } from '../invariants/record-items';
import { PARAMETER_VALUES } from './parameter-file';

interface Account {
  readonly local: LocalAws;
  ofType(type: ResourceType): readonly ResourceSnapshot[];
}

interface Team {
  readonly name: string;
  readonly accepted: Map<string, number>;
  hasRejected: boolean;
}

interface RecordedCheck {
  readonly fingerprint: string;
  readonly importFingerprint: string;
  readonly verdict: string;
}

const DATASET = 'interactions';
const OPERATOR = { by: 'arn:aws:iam::123456789012:user/operator', reason: 'simulated' };

/** Accepts interactions, as the command does: starts a run that imports them. Does nothing unless the newest check has refused them. */
export async function acceptData(account: Account, { name, accepted }: Team): Promise<void> {
  const file = (await items(account, 'parameter-file')).find(({ datasetGroup }) => datasetGroup?.S === name);
  const [check] = checksOf(await checksItem(account, name));
  if (file === undefined || check?.verdict !== 'REFUSED') return;
  accepted.set(check.fingerprint, (accepted.get(check.fingerprint) ?? 0) + 1);
  const { local } = account;
  const input = {
    datasetGroup: name,
    workflow: 'dataset-import',
    trigger: 'data-accept',
    file: { bucket: file.bucket?.S, key: file.key?.S, versionId: file.versionId?.S, values: PARAMETER_VALUES },
    acceptance: { dataset: DATASET, fingerprint: check.fingerprint, ...OPERATOR },
  };
  const stateMachineArn = local.names.runStateMachineArn;
  await local.aws.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

/**
 * Records that the last imported interactions are rejected, as the command does. Does nothing unless other interactions were accepted
 * before.
 */
export async function rejectData(account: Account, team: Team): Promise<void> {
  const item = await checksItem(account, team.name);
  const checks = checksOf(item);
  const imports = account
    .ofType('datasetImportJob')
    .filter(({ name, status }) => isActive(status) && name.startsWith(`${DATASET}-${team.name}-`))
    .reverse();
  const acceptedOf = ({ name }: ResourceSnapshot) =>
    checks.find(({ importFingerprint, verdict }) => name.endsWith(`-${importFingerprint}`) && verdict === 'ACCEPTED');
  const [last, ...earlier] = imports.map(acceptedOf);
  const isBefore = (check: RecordedCheck | undefined) => check && check.importFingerprint !== last?.importFingerprint;
  if (item === undefined || last === undefined || !earlier.some(isBefore)) return;
  const after = checks.map((check) =>
    check.importFingerprint === last.importFingerprint ? { ...check, verdict: 'REJECTED', decision: OPERATOR } : check,
  );
  try {
    await account.local.aws.call('dynamodb', 'PutItem', {
      TableName: account.local.names.recordTable,
      Item: { ...item, checks: { L: after.map((check) => ({ S: JSON.stringify(check) })) } },
      ConditionExpression: '#checks = :known',
      ExpressionAttributeNames: { '#checks': 'checks' },
      ExpressionAttributeValues: { ':known': item.checks },
    });
    team.hasRejected = true;
  } catch (error) {
    // The data were checked in the meantime: the command would ask the operator to try again.
    if (!(error instanceof ServiceError) || error.code !== 'ConditionalCheckFailedException') throw error;
  }
}

type ChecksItem = Item & { readonly checks?: { readonly L?: readonly { readonly S?: string }[] } };

async function checksItem(account: Account, name: string): Promise<ChecksItem | undefined> {
  const all = await items(account, `data-statistics#${DATASET}`);
  return all.find(({ datasetGroup }) => datasetGroup?.S === name);
}

/** Returns checks, the newest first. */
function checksOf(item: ChecksItem | undefined): readonly RecordedCheck[] {
  return (item?.checks?.L ?? []).map(({ S = '{}' }) => JSON.parse(S) as RecordedCheck);
}
