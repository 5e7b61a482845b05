import { isDeepStrictEqual } from 'node:util';
import type { DesiredResource, DesiredState } from '../../lib/parameter-file/desired-state';
import { settingChanges } from '../../lib/parameter-file/setting-changes';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { allResources } from '../../lib/reconciler/resource-reference';
import { isJob, STRATEGIES } from '../../lib/reconciler/resource-types';
import { type FileReference, uriOf } from '../../lib/record-table/file-reference';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import { readState } from '../read-file';
import { serviceConfigOf } from './service-config';

/**
 * Checks that the generated file has everything that the file in force has, including its placeholders. The generated
 * file can lack something because it is made from what Personalize shows: some settings are not shown, and some
 * resources do not exist yet or have failed.
 * @throws CliFailure if something would be lost, or if the file in force cannot be read
 */
export async function assertLosesNothing(aws: DeployedAws, inForce: FileReference, after: DesiredState): Promise<void> {
  const uri = printable(uriOf(inForce));
  const before = await readState(aws, inForce);
  if (before === undefined)
    throw new CliFailure(
      `The file in force, ${uri}, cannot be read: its version was deleted, or this release does not understand it. So it is not known what the upload would remove.`,
      'Nothing was uploaded. Print the generated file with --stdout, add what is missing, and apply it.',
    );
  const losses = [...lossesOf(before, after), ...Object.keys(inForce.values ?? {}).map((name) => `\${${name}}`)];
  if (losses.length === 0) return;
  throw new CliFailure(
    `${uri} is in force, and this upload would remove or change:\n${losses.map((each) => `  ${each}`).join('\n')}`,
    'Nothing was uploaded. Change the file in force instead, and apply it. --stdout prints what Personalize has.',
  );
}

/** One line for each resource and schedule that only the file in force has, and for each setting that differs. */
function lossesOf(before: DesiredState, after: DesiredState): readonly string[] {
  const generated = allResources(after);
  const tasks = new Set(after.tasks.map(({ name }) => name));
  return [
    ...allResources(before).flatMap((each) => (generated.some((other) => isSame(each, other)) ? [] : [describe(each)])),
    ...settingChanges(before, after),
    ...before.tasks.flatMap(({ name }) => (tasks.has(name) ? [] : [`schedule '${name}'`])),
  ];
}

/** True if both describe the same resource. Batch jobs have no names in files, so they are compared by their requests. */
export function isSame(one: Compared, other: Compared): boolean {
  if (one.type !== other.type) return false;
  if (!isJob(STRATEGIES[one.type])) return one.name === other.name;
  // Import jobs and solution versions are not compared: each dataset has one import job and each solution one version, so
  // one of them is missing only if its dataset or solution is, which is reported.
  return !one.type.startsWith('batch') || isDeepStrictEqual(configOf(one), configOf(other));
}

type Compared = Pick<DesiredResource, 'type' | 'name' | 'request'>;

const configOf = ({ type, request }: Compared) => ({
  filterName: request.filterName,
  ...serviceConfigOf(type, request),
});

function describe({ type, name, pointer }: DesiredResource): string {
  return `${RESOURCE_TYPES[type].title.toLowerCase()} ${name === '' ? `at ${pointer}` : `'${name}'`}`;
}
