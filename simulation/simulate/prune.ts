import type { LocalAws } from '../../emulator/local-aws';
import { items } from '../invariants/record-items';
import { campaignName, isOf, recommenderName, solutionNames } from './names';
import { PARAMETER_VALUES } from './parameter-file';
import type { Edition, Group } from './scenario';

/** A deletion that an operator has confirmed, for one version of a parameter file. */
export interface ConfirmedDeletion {
  readonly versionId: string;
  readonly arn: string;
}

interface Owner {
  readonly name: string;
  readonly group: Group;
}

/** Types of resources that may leave a parameter file. */
const LEAVING: readonly string[] = ['campaign', 'solution', 'filter', 'recommender'];

/** Returns the names of the file's resources whose type is in `LEAVING`. */
export function namesIn({ name, group }: Owner, edition: Edition): readonly string[] {
  const solutions = solutionNames({ name, group, edition });
  return [
    ...solutions,
    ...(edition.campaign && group.batch !== 'segments' ? solutions.map(campaignName) : []),
    ...(edition.filter ? [`${name}-filter`] : []),
    ...(group.domain ? [recommenderName(name)] : []),
  ];
}

/**
 * Like the command, starts a run that deletes the group's resources that are not in the file in force. Does nothing if there are none. Unlike
 * the command, names all resources of the account in the request. The run must keep the other resources.
 */
export async function prune(
  account: { readonly local: LocalAws; editionOf(versionId: string | undefined): Edition | undefined },
  owner: Owner,
  confirmed: ConfirmedDeletion[],
): Promise<void> {
  const inForce = (await items(account, 'parameter-file')).find(({ datasetGroup }) => datasetGroup?.S === owner.name);
  const versionId = inForce?.versionId?.S ?? '';
  const edition = account.editionOf(versionId);
  if (inForce === undefined || edition === undefined) return;
  const { local } = account;
  const kept = new Set(namesIn(owner, edition));
  const all = local.personalize.snapshot();
  const left = all.filter(({ type, name }) => LEAVING.includes(type) && isOf(owner.name, name) && !kept.has(name));
  if (left.length === 0) return;
  for (const { arn } of left) confirmed.push({ versionId, arn });
  const request = {
    datasetGroup: owner.name,
    workflow: 'removal',
    trigger: 'prune',
    file: { bucket: inForce.bucket?.S, key: inForce.key?.S, versionId, values: PARAMETER_VALUES },
    removal: { resources: all.map(({ arn }) => arn), by: 'an operator' },
  };
  const stateMachineArn = local.names.runStateMachineArn;
  await local.aws.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(request) });
}
