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
  const solution = within ?? (['', text].includes(given) ? undefined : await managedSolution(aws, given));
  const all = solution === undefined ? [] : await versionsWhere(() => true, solution.step);
  const byId = all.find(({ version }) => version === text || version.endsWith(`/${text}`));
  if (byId !== undefined && !isActive(byId.status))
    throw new WrongUsage(`Solution version ${byId.version} is ${byId.status}.`, 'Decide on it once it is ACTIVE.');
  if (solution !== undefined && byId !== undefined) return { solution, version: byId.version };
  const active = all.filter(({ status }) => isActive(status)).map(({ version }) => version);
  const name = solution && solutionOf(solution.step).name;
  const wanted = text.startsWith(`${name}/`) ? text.slice(`${name}/`.length) : text;
  const named: { readonly version: string; readonly own: string }[] = [];
  for (const version of solution === undefined ? await newestOfAll(aws) : active.slice(0, NAMED))
    named.push({ version, own: await givenName(aws, version) });
  const found = named.filter(({ own }) => own !== '' && own === wanted).map(({ version }) => version);
  const [version = ''] = found;
  if (found.length === 1)
    return { solution: solution ?? (await managedSolution(aws, version.split('/')[1] ?? '')), version };
  const which = name === undefined ? '' : ` of solution '${name}'`;
  const list = `\`personalize-mlops versions list ${name ?? 'SOLUTION'}\``;
  if (found.length > 1)
    throw new WrongUsage(
      `${found.length} versions${which} have the name '${wanted}'.`,
      `Write the ARN or SOLUTION/ID: ${found.map((arn) => arn.slice(arn.indexOf('/') + 1)).join(' or ')}; ${list} shows when each was trained.`,
    );
  const names = [...new Set(named.map(({ own }) => own))].filter((own) => own !== '').join(', ');
  throw new WrongUsage(
    `'${text}' is not an ACTIVE version${which} in account ${aws.scope.accountId}, ${aws.scope.region}.`,
    `Write its ARN, SOLUTION/ID or its name; ${list} lists them${names && `; names of the newest: ${names}`}.`,
  );
}

/** ARNs of the newest ACTIVE versions of each dataset group. */
async function newestOfAll(aws: DeployedAws): Promise<readonly string[]> {
  const newest: string[] = [];
  for (const group of await aws.datasetGroups.names()) {
    const resources = await aws.resourcesOf(group);
    const versions = resources.filter(({ type, status }) => type === 'solutionVersion' && isActive(status));
    const ofGroup = newestFirst(versions.map(({ summary }) => summary)).slice(0, NAMED);
    newest.push(...ofGroup.map(({ solutionVersionArn }) => String(solutionVersionArn)));
  }
  return newest;
}
