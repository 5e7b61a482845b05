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

/**
 * Accepts refused interactions like the command: starts a run that imports them. Does nothing if the newest check has not refused them, or
 * if no file is in force.
 */
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
 * Rejects the interactions that were imported last. Like the command, records this decision in the record table. Does nothing unless a
 * check has accepted both these interactions and other interactions that were imported before.
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
    // The data were checked in the meantime. In this case, the command asks the operator to try again.
    if (!(error instanceof ServiceError) || error.code !== 'ConditionalCheckFailedException') throw error;
  }
}

type ChecksItem = Item & { readonly checks?: { readonly L?: readonly { readonly S?: string }[] } };

async function checksItem(account: Account, name: string): Promise<ChecksItem | undefined> {
  const all = await items(account, `data-statistics#${DATASET}`);
  return all.find(({ datasetGroup }) => datasetGroup?.S === name);
}

/** Returns the recorded checks, the newest first. */
function checksOf(item: ChecksItem | undefined): readonly RecordedCheck[] {
  return (item?.checks?.L ?? []).map(({ S = '{}' }) => JSON.parse(S) as RecordedCheck);
}
