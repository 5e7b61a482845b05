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
 * @param within the solution of which it has to be; its ID alone will do then
 * @throws WrongUsage that lists what there is, if none is meant, or several
 */
export async function findVersion(
  aws: DeployedAws,
  text: string,
  within?: ManagedSolution,
): Promise<{ readonly solution: ManagedSolution; readonly version: string }> {
  const [name = '', ...id] = text.startsWith('arn:') ? (parseArn(text)?.path ?? []) : text.split('/');
  const solution = within ?? (id.length === 1 && name !== '' ? await managedSolution(aws, name) : undefined);
  const versions = solution === undefined ? await versionsOfAll(aws) : [await versionsWhere(isActive, solution.step)];
  const arns = versions.flatMap((ofOne) => ofOne.map(({ version }) => version));
  const byId = arns.filter((arn) => arn === text || (solution !== undefined && arn.endsWith(`/${text}`)));
  const names: (readonly [arn: string, name: string])[] = [];
  if (byId.length === 0)
    for (const { version } of versions.flatMap((ofOne) => ofOne.slice(0, NAMED)))
      names.push([version, await givenName(aws, version)]);
  const byName = names.filter(([arn, own]) => own !== '' && [own, `${solutionIn(arn)}/${own}`].includes(text));
  const [version, ...others] = [...byId, ...byName.map(([arn]) => arn)];
  if (others.length > 0)
    throw new WrongUsage(
      `Several versions have the name '${text}'.`,
      `Write one of: ${[version, ...others].join(', ')}`,
    );
  if (version !== undefined)
    return { version, solution: solution ?? (await managedSolution(aws, solutionIn(version))) };
  const { accountId, region } = aws.scope;
  const own = solution && solutionOf(solution.step).name;
  const there = names.flatMap(([, each]) => (each === '' ? [] : [each])).join(', ');
  throw new WrongUsage(
    `'${text}' is not an ACTIVE solution version of ${own === undefined ? '' : `solution '${own}', `}account ${accountId} in ${region}.`,
    `Write its ARN, its name, or SOLUTION/ID as in \`personalize-mlops versions list ${own ?? 'SOLUTION'}\`${there && `; names of the newest: ${there}`}.`,
  );
}

function solutionIn(version: string): string {
  return parseArn(version)?.path[0] ?? '';
}

/** ACTIVE versions by dataset group of the deployment, newest first. */
async function versionsOfAll(aws: DeployedAws): Promise<readonly (readonly { readonly version: string }[])[]> {
  const found: { readonly version: string }[][] = [];
  for (const group of await aws.datasetGroups.names()) {
    const resources = await aws.resourcesOf(group);
    const active = resources.filter(({ type, status }) => type === 'solutionVersion' && isActive(status));
    const newest = newestFirst(active.map(({ summary }) => summary));
    found.push(newest.map(({ solutionVersionArn }) => ({ version: String(solutionVersionArn) })));
  }
  return found;
}
