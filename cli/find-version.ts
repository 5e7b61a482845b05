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
  const arns = solution === undefined ? await newestOfAll(aws) : await activeOf(solution);
  const byId = arns.find((arn) => arn === text || arn.endsWith(`/${text}`));
  if (solution !== undefined && byId !== undefined) return { solution, version: byId };
  const named: { readonly version: string; readonly own: string }[] = [];
  for (const version of arns.slice(0, solution && NAMED)) named.push({ version, own: await givenName(aws, version) });
  const names = named.filter(({ own }) => own !== '');
  const meant = names.filter(({ version, own }) => [own, `${solutionIn(version)}/${own}`].includes(text));
  const [version, ...others] = meant.map((each) => each.version);
  if (version !== undefined && others.length === 0)
    return { solution: solution ?? (await managedSolution(aws, solutionIn(version))), version };
  if (version !== undefined)
    throw new WrongUsage(
      `Several versions have the name '${text}'.`,
      `Write one of: ${[version, ...others].join(', ')}`,
    );
  const { accountId, region } = aws.scope;
  const place = solution && solutionOf(solution.step).name;
  const there = names.map(({ own }) => own).join(', ');
  throw new WrongUsage(
    `'${text}' is not an ACTIVE solution version of ${place === undefined ? '' : `solution '${place}', `}account ${accountId} in ${region}.`,
    `Write its ARN, its name, or SOLUTION/ID as in \`personalize-mlops versions list ${place ?? 'SOLUTION'}\`${there && `; names of the newest: ${there}`}.`,
  );
}

function solutionIn(version: string): string {
  return parseArn(version)?.path[0] ?? '';
}

/** ARNs of the solution's ACTIVE versions, newest first. */
async function activeOf({ step }: ManagedSolution): Promise<readonly string[]> {
  return (await versionsWhere(isActive, step)).map(({ version }) => version);
}

/** ARNs of the newest ACTIVE versions of each dataset group of the deployment. */
async function newestOfAll(aws: DeployedAws): Promise<readonly string[]> {
  const found: string[] = [];
  for (const group of await aws.datasetGroups.names()) {
    const resources = await aws.resourcesOf(group);
    const active = resources.filter(({ type, status }) => type === 'solutionVersion' && isActive(status));
    const newest = newestFirst(active.map(({ summary }) => summary)).slice(0, NAMED);
    found.push(...newest.map(({ solutionVersionArn }) => String(solutionVersionArn)));
  }
  return found;
}
