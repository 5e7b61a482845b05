import { parseArn } from '../lib/personalize/arn';
import { isActive } from '../lib/personalize/statuses';
import { newestFirst } from '../lib/reconciler/account/personalize-api';
import { versionsOf } from '../lib/reconciler/account/solution-versions';
import { ownNameOf } from '../lib/reconciler/resource-types/solution-version';
import { solutionOf } from '../lib/reconciler/step';
import type { DeployedAws } from './aws';
import { WrongUsage } from './failure';
import { type ManagedSolution, managedSolution } from './managed-solution';

/** Number of newest versions whose names and metrics are read, with a call each: List shows neither. */
export const DESCRIBED = 20;

/** @returns `''` for a version to which the parameter file gave no name */
export async function givenName({ personalize }: Pick<DeployedAws, 'personalize'>, version: string): Promise<string> {
  const name = ownNameOf(await personalize.describe('solutionVersion', version));
  return name === undefined || version.endsWith(`/${name}`) ? '' : name;
}

/**
 * Finds an ACTIVE version by its ARN, SOLUTION/ID, SOLUTION/NAME, or only its id or name.
 * @param within the solution to which it must belong
 * @returns its ARN, and its solution
 * @throws WrongUsage that lists the newest versions
 */
export async function findVersion(aws: DeployedAws, text: string, within?: ManagedSolution) {
  const [given = ''] = text.startsWith('arn:') ? (parseArn(text)?.path ?? []) : text.split('/');
  const solution = within ?? (['', text].includes(given) ? undefined : await managedSolution(aws, given));
  // Without a solution, Personalize lists the versions of all solutions in the account (API reference, ListSolutionVersions, November
  // 2026).
  const versions = await (solution ? versionsOf(solution.step) : aws.personalize.list('solutionVersion', {}));
  const isGiven = (arn: string) => arn === text || arn.endsWith(`/${text}`);
  const active = newestFirst(versions).filter(({ status = '' }) => isActive(status));
  const arns = active.map(({ solutionVersionArn }) => String(solutionVersionArn));
  const found = arns.filter(isGiven);
  const newest: string[] = [];
  for (const arn of found.length > 0 ? [] : arns.slice(0, DESCRIBED)) {
    const [, name = '', id] = arn.split('/');
    const own = await givenName(aws, arn);
    newest.push(`${name}/${id}${own && ` (${own})`}`);
    if (own !== '' && `/${name}/${own}`.endsWith(`/${text}`)) found.push(arn);
  }
  const [version = '', ...others] = found;
  if (version !== '' && others.length === 0)
    return { solution: solution ?? (await managedSolution(aws, version.split('/')[1] ?? '')), version };
  const name = solution && solutionOf(solution.step).name;
  const { status } = versions.find(({ solutionVersionArn }) => isGiven(String(solutionVersionArn))) ?? {};
  const what = found.length === 0 ? 'not an ACTIVE version' : `the name of ${found.length} ACTIVE versions`;
  throw new WrongUsage(
    `'${text}' is ${what}${name ? ` of solution '${name}'` : ''} in account ${aws.scope.accountId}, ${aws.scope.region}${status ? `: it is ${status}` : ''}.`,
    `Write its ARN, SOLUTION/ID or SOLUTION/NAME once it is ACTIVE; the newest are: ${newest.join(', ') || 'none'}.`,
  );
}
