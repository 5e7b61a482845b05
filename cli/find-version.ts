import { parsePersonalizeArn } from '../lib/personalize/arn';
import { isActive } from '../lib/personalize/statuses';
import { type Description, newestFirst } from '../lib/reconciler/account/personalize-api';
import { versionsOf } from '../lib/reconciler/account/solution-versions';
import { ownNameOf } from '../lib/reconciler/resource-types/solution-version';
import { solutionOf } from '../lib/reconciler/step';
import type { DeployedAws } from './aws';
import { WrongUsage } from './failure';
import { type ManagedSolution, managedSolution } from './managed-solution';

/**
 * Number of newest versions whose names and metrics are read. (A search for a name in a known solution reads all names.)
 * Personalize's lists have no names or metrics, so separate calls are needed for each version.
 */
export const DESCRIBED = 20;

interface Search {
  readonly found: readonly string[];
  /** Texts `SOLUTION/ID (NAME)` of the versions whose names were read, newest first. */
  readonly named: readonly string[];
  /** True if the names of some ACTIVE versions were not read. */
  readonly isPartial: boolean;
}

interface Failed extends Search {
  readonly text: string;
  readonly solution: ManagedSolution | undefined;
  readonly versions: readonly Description[];
}

/** Name of a version from the parameter file; `''` if the file gave the version no name. */
export async function givenName({ personalize }: DeployedAws, version: string): Promise<string> {
  const name = ownNameOf(await personalize.describe('solutionVersion', version));
  return name === undefined || version.endsWith(`/${name}`) ? '' : name;
}

/**
 * Finds an ACTIVE version by its ARN, SOLUTION/ID, SOLUTION/NAME, or only its id or name.
 * @param within solution to which the version must belong
 * @returns ARN of the version, and its solution
 * @throws WrongUsage, with a list of the newest versions, if no version or several versions match
 * @throws CliFailure if the deployment does not manage the solution
 */
export async function findVersion(aws: DeployedAws, text: string, within?: ManagedSolution) {
  const solution = within ?? (await solutionIn(text, aws));
  // Without a solution, Personalize lists the versions of all solutions in the account (API reference, ListSolutionVersions, November
  // 2026).
  const versions = await (solution ? versionsOf(solution.step) : aws.personalize.list('solutionVersion', {}));
  // It takes long to read the names of many versions. So all names are read only if the solution is known, and the text
  // is not the ARN or id of a version (ACTIVE or not).
  const isId = versions.some(({ solutionVersionArn }) => isGiven(String(solutionVersionArn), text));
  const searched = await search(aws, text, versions, solution && !isId ? undefined : DESCRIBED);
  const [version, ...others] = searched.found;
  if (version === undefined || others.length > 0) throw notOne(aws, { text, solution, versions, ...searched });
  return { solution: solution ?? (await managedSolution(aws, version.split('/')[1] ?? '')), version };
}

/**
 * The solution that the text names in an ARN or before a slash. Undefined if the text is only the id or name of a
 * version.
 */
async function solutionIn(text: string, aws: DeployedAws): Promise<ManagedSolution | undefined> {
  const [given = ''] = text.startsWith('arn:') ? (parsePersonalizeArn(text)?.path ?? []) : text.split('/');
  return given === '' || given === text ? undefined : managedSolution(aws, given);
}

/**
 * Finds the ARNs of the ACTIVE versions that match the text. Names are read only if no ARN or id matches.
 * @param limit number of newest versions whose names may be read. Default: all
 */
async function search(
  aws: DeployedAws,
  text: string,
  versions: readonly Description[],
  limit?: number,
): Promise<Search> {
  const active = newestFirst(versions).filter(({ status = '' }) => isActive(status));
  const arns = active.map(({ solutionVersionArn }) => String(solutionVersionArn));
  const found = arns.filter((arn) => isGiven(arn, text));
  const read = found.length > 0 ? [] : arns.slice(0, limit);
  const named: string[] = [];
  for (const arn of read) {
    const [, name = '', id] = arn.split('/');
    const own = await givenName(aws, arn);
    named.push(`${name}/${id}${own && ` (${own})`}`);
    if (own !== '' && `/${name}/${own}`.endsWith(`/${text}`)) found.push(arn);
  }
  return { found, named, isPartial: read.length < arns.length };
}

function isGiven(arn: string, text: string): boolean {
  return arn === text || arn.endsWith(`/${text}`);
}

/** The error for a text that matches no ACTIVE version, or several. */
function notOne({ scope }: DeployedAws, { text, solution, versions, found, named, isPartial }: Failed): WrongUsage {
  const name = solution && solutionOf(solution.step).name;
  const { status } = versions.find(({ solutionVersionArn }) => isGiven(String(solutionVersionArn), text)) ?? {};
  const what = found.length === 0 ? 'not an ACTIVE version' : `the name of ${found.length} ACTIVE versions`;
  const unread = isPartial ? `; only the names of the ${DESCRIBED} newest were read` : '';
  const newest = named.slice(0, DESCRIBED).join(', ');
  return new WrongUsage(
    `'${text}' is ${what}${name ? ` of solution '${name}'` : ''} in account ${scope.accountId}, ${scope.region}${status ? `: it is ${status}` : unread}.`,
    `Give the ARN, SOLUTION/ID or SOLUTION/NAME of an ACTIVE version; the newest are: ${newest || 'none'}.`,
  );
}
