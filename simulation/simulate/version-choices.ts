import type { LocalAws } from '../../emulator/local-aws';
import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import type { ResourceType } from '../../lib/personalize/resource-types';
import { isActive } from '../../lib/personalize/statuses';
import { items } from '../invariants/record-items';
import { solutionNames } from './names';
import { PARAMETER_VALUES } from './parameter-file';
import type { Edition, Group, VersionChoice } from './scenario';

interface Account {
  readonly local: LocalAws;
  editionOf(versionId: string | undefined): Edition | undefined;
  ofType(type: ResourceType): readonly ResourceSnapshot[];
}

interface Team {
  readonly name: string;
  readonly group: Group;
}

/**
 * Like the command, starts the run of an operator's decision, with the file in force. Does nothing if there is no file in
 * force, or no version to decide on.
 */
export async function chooseVersion(account: Account, { name, group }: Team, choice: VersionChoice): Promise<void> {
  const inForce = (await items(account, 'parameter-file')).find(({ datasetGroup }) => datasetGroup?.S === name);
  const edition = account.editionOf(inForce?.versionId?.S);
  if (inForce === undefined || edition === undefined) return;
  const solution = pick(solutionNames({ name, group, edition }), choice.solution);
  const versions = account
    .ofType('solutionVersion')
    .filter((version) => isActive(version.status) && version.name.split('/')[0] === solution);
  const version = pick(versions, choice.version);
  if (version === undefined) return;
  const { local } = account;
  const input = {
    datasetGroup: name,
    workflow: 'solution-promotion',
    trigger: 'promotion',
    solution,
    file: {
      bucket: inForce.bucket?.S,
      key: inForce.key?.S,
      versionId: inForce.versionId?.S,
      values: PARAMETER_VALUES,
    },
    choice: { action: choice.action, version: version.arn, by: OPERATOR },
  };
  const stateMachineArn = local.names.runStateMachineArn;
  await local.aws.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

const OPERATOR = 'arn:aws:iam::123456789012:user/operator';

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)];
}
