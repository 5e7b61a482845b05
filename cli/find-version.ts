import { parseArn } from '../personalize/arn';
import { isActive } from '../personalize/statuses';
import { versionsWhere } from '../reconciler/promotion/active-versions';
import { newestFirst } from '../reconciler/resource-types/personalize-api';
import { ownNameOf } from '../reconciler/resource-types/solution-version';
import { solutionOf } from '../reconciler/step';
import type { DeployedAws } from './aws';
import { WrongUsage } from './failure';
import { type ManagedSolution, managedSolution } from './managed-solution';

/** How many of the newest versions of a solution are described, one call each: List shows no names. */
export const NAMED = 20;

/** @returns `''` for a version to which the parameter file gave no name */
export async function givenName({ personalize }: Pick<DeployedAws, 'personalize'>, version: string): Promise<string> {
  const name = ownNameOf(await personalize.describe('solutionVersion', version));
  return name === undefined || version.endsWith(`/${name}`) ? '' : name;
}

/**
 * The ACTIVE version that a person gave: its ARN, SOLUTION/ID, SOLUTION/NAME, or its name alone. @returns its ARN, and its solution
 * @param within the solution of which it has to be; ID alone will do then
 * @throws WrongUsage that lists what there is
 */
export async function findVersion(aws: DeployedAws, text: string, within?: ManagedSolution) {
  const [given = ''] = text.startsWith('arn:') ? (parseArn(text)?.path ?? []) : text.split('/');
  const solution = within ?? (await managedSolution(aws, given === text ? await solutionWith(aws, text) : given));
  const { name } = solutionOf(solution.step);
  const arns = (await versionsWhere(isActive, solution.step)).map(({ version }) => version);
  const byId = arns.find((arn) => arn === text || arn.endsWith(`/${text}`));
  if (byId !== undefined) return { solution, version: byId };
  const byName = new Map<string, string[]>();
  for (const version of arns.slice(0, NAMED)) {
    const own = await givenName(aws, version);
    byName.set(own, [...(byName.get(own) ?? []), version]);
  }
  byName.delete('');
  const wanted = text.startsWith(`${name}/`) ? text.slice(name.length + 1) : text;
  const [version, ...others] = byName.get(wanted) ?? [];
  if (version !== undefined && others.length === 0) return { solution, version };
  if (version !== undefined) {
    const ids = [version, ...others].map((arn) => `${name}${arn.slice(arn.lastIndexOf('/'))}`);
    throw new WrongUsage(
      `${ids.length} versions of solution '${name}' have the name '${wanted}'.`,
      `Write the ARN or SOLUTION/ID: ${ids.join(' or ')}; \`personalize-mlops versions list ${name}\` shows when each was trained.`,
    );
  }
  const names = [...byName.keys()].join(', ');
  throw new WrongUsage(
    `'${text}' is not an ACTIVE version of solution '${name}' in account ${aws.scope.accountId}, ${aws.scope.region}.`,
    `Write its ARN, SOLUTION/ID or its name; \`personalize-mlops versions list ${name}\` lists them${names && `; names of the newest: ${names}`}.`,
  );
}

/** @returns the name of the solution, in any dataset group, of which a version has the name @throws WrongUsage if none or several have */
async function solutionWith(aws: DeployedAws, name: string): Promise<string> {
  const found = new Set<string>();
  for (const group of await aws.datasetGroups.names()) {
    const resources = await aws.resourcesOf(group);
    const versions = resources.filter(({ type, status }) => type === 'solutionVersion' && isActive(status));
    for (const { solutionVersionArn } of newestFirst(versions.map(({ summary }) => summary)).slice(0, NAMED)) {
      const version = String(solutionVersionArn);
      if ((await givenName(aws, version)) === name) found.add(parseArn(version)?.path[0] ?? '');
    }
  }
  const [solution, ...others] = found;
  if (solution !== undefined && others.length === 0) return solution;
  throw new WrongUsage(
    `${found.size === 0 ? 'No ACTIVE version has' : 'Versions of several solutions have'} the name '${name}'.`,
    `Write its ARN or SOLUTION/ID, as in \`personalize-mlops versions list SOLUTION\`${[...found].map((each) => `, or ${each}/${name}`).join('')}.`,
  );
}
