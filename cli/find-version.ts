import { parseArn, solutionVersionArn } from '../personalize/arn';
import { activeVersions } from '../reconciler/promotion/active-versions';
import { newestFirst } from '../reconciler/resource-types/personalize-api';
import { ownNameOf } from '../reconciler/resource-types/solution-version';
import type { DeployedAws } from './aws';
import { CliFailure, WrongUsage } from './failure';
import { type ManagedSolution, managedSolution } from './managed-solution';

/** How many of the newest versions of a solution are described, one call each: List shows no names. */
export const NAMED = 20;

/** @returns `''` for a version to which the parameter file gave no name */
export async function givenName({ personalize }: Pick<DeployedAws, 'personalize'>, version: string): Promise<string> {
  const name = ownNameOf(await personalize.describe('solutionVersion', version));
  return name === undefined || version.endsWith(`/${name}`) ? '' : name;
}

/**
 * The version that a person gave: its ARN, SOLUTION/ID, SOLUTION/NAME, or its name alone. @returns its ARN, and its solution
 * @throws WrongUsage or CliFailure that lists what there is, if it is unknown or not ACTIVE, or if several have the name
 */
export async function findVersion(
  aws: DeployedAws,
  text: string,
): Promise<{ readonly solution: ManagedSolution; readonly version: string }> {
  const place = text.startsWith('arn:') ? (parseArn(text)?.path ?? []) : text.split('/');
  const [name = '', id = '', ...more] = place.length === 1 && text !== '' ? await placeOf(aws, text) : place;
  const isOfAccount = !text.startsWith('arn:') || text === solutionVersionArn(aws.scope, name, id);
  if (name === '' || id === '' || more.length > 0 || !isOfAccount) throw noVersion(aws, text);
  const solution = await managedSolution(aws, name);
  return { solution, version: await versionIn(aws, solution, id) };
}

/** ARN of the ACTIVE version of a solution. @param text as in {@link findVersion} @throws as there */
export async function versionIn(aws: DeployedAws, { step, desired }: ManagedSolution, text: string): Promise<string> {
  const solution = desired.name;
  const own = [solutionVersionArn(aws.scope, solution, ''), `${solution}/`].find((prefix) => text.startsWith(prefix));
  const id = text.slice(own?.length ?? 0);
  const list = `\`personalize-mlops versions list ${solution}\` lists its versions`;
  if (id === '' || id.includes('/'))
    throw new WrongUsage(`'${text}' is not a version of solution '${solution}'.`, `${list}.`);
  const arn = solutionVersionArn(aws.scope, solution, id);
  const versions = (await activeVersions(step)).map(({ version }) => version);
  if (versions.includes(arn)) return arn;
  const names = await namesOf(aws, versions);
  const problem = `Solution '${solution}' has no ACTIVE version ${arn}.`;
  return only(names, id, (there) => new CliFailure(problem, `${list}${there}.`));
}

/** Solution and ID of the version of that name in any dataset group of the deployment. */
async function placeOf(aws: DeployedAws, text: string): Promise<readonly string[]> {
  const names: Named[] = [];
  for (const group of await aws.datasetGroups.names()) {
    const resources = await aws.resourcesOf(group);
    const active = resources.filter(({ type, summary }) => type === 'solutionVersion' && summary.status === 'ACTIVE');
    const newest = newestFirst(active.map(({ summary }) => summary));
    const versions = newest.map(({ solutionVersionArn }) => String(solutionVersionArn));
    names.push(...(await namesOf(aws, versions)));
  }
  return parseArn(only(names, text, (there) => noVersion(aws, text, there)))?.path ?? [];
}

type Named = readonly [version: string, name: string];

/** Of those that have a name. */
async function namesOf(aws: DeployedAws, versions: readonly string[]): Promise<readonly Named[]> {
  const names: Named[] = [];
  for (const version of versions.slice(0, NAMED)) names.push([version, await givenName(aws, version)]);
  return names.filter(([, name]) => name !== '');
}

/** @param unknown makes the error if none has the name, from a text that lists those that have one */
function only(names: readonly Named[], text: string, unknown: (there: string) => Error): string {
  const found = names.filter(([, name]) => name === text).map(([version]) => version);
  if (found.length > 1)
    throw new WrongUsage(`Several versions have the name '${text}'.`, `Write one of: ${found.join(', ')}`);
  if (found[0] !== undefined) return found[0];
  const there = names.map(([, name]) => name).join(', ');
  throw unknown(there && `; names of the newest: ${there}`);
}

function noVersion({ scope }: DeployedAws, text: string, there = ''): WrongUsage {
  return new WrongUsage(
    `'${text}' is not a solution version of account ${scope.accountId} in ${scope.region}.`,
    `Write its ARN, its name, or SOLUTION/ID as in \`personalize-mlops versions list SOLUTION\`${there}.`,
  );
}
