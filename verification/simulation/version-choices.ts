import { isActive } from '../../personalize/statuses';
import { items } from './invariants/record-items';
import { solutionNames } from './names';
import type { VersionChoice } from './scenario';
import type { Team, World } from './world';

/** Starts the run of an operator's decision with the accepted file, as the command does. Does nothing if there is no version to decide on. */
export async function chooseVersion(world: World, { name, group }: Team, choice: VersionChoice): Promise<void> {
  const accepted = (await items(world, 'parameter-file')).find(({ datasetGroup }) => datasetGroup?.S === name);
  const edition = world.editionOf(accepted?.versionId?.S);
  if (accepted === undefined || edition === undefined) return;
  const solution = pick(solutionNames({ name, group, edition }), choice.solution);
  const versions = world
    .ofType('solutionVersion')
    .filter((version) => isActive(version.status) && version.name.split('/')[0] === solution);
  const version = pick(versions, choice.version);
  if (version === undefined) return;
  const { local } = world;
  const input = {
    ...{ datasetGroup: name, workflow: 'solution-promotion', trigger: 'promotion', solution },
    file: { bucket: accepted.bucket?.S, key: accepted.key?.S, versionId: accepted.versionId?.S },
    choice: { action: choice.action, version: version.arn, by: OPERATOR },
  };
  const stateMachineArn = local.names.runStateMachineArn;
  await local.aws.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

const OPERATOR = 'arn:aws:iam::123456789012:user/operator';

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)];
}
