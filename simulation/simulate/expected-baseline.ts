import { isActive } from '../../lib/personalize/statuses';
import { activeVersions, CLOCK_SKEW } from './expected-version';
import { isOf } from './names';
import type { LoggedDecision } from './promotion-log';
import type { World } from './world';

/** The version of another solution that a decision had to use as its baseline. */
export interface ExpectedBaseline {
  /** ARN of the version; undefined if the solution had no ACTIVE version. */
  readonly version: string | undefined;
  /**
   * True if an import ended between the starts of the two trainings. Then the decided version and the baseline were
   * trained with different data. If the order is uncertain, the decision's own statement about the import counts.
   */
  readonly isOld: boolean;
}

type Compared = Pick<LoggedDecision, 'version' | 'decidedAt' | 'recordedAt' | 'verdicts'>;

/**
 * Returns the version of another solution that a decision had to use as its baseline. If a training ended while the
 * decision was made, several versions are possible. In this case, the result is the version that the decision names.
 * @param solution name of the other solution
 * @returns a violation, as text, if the decision does not name the solution, names an impossible version, or is wrong about an import
 * between the trainings
 */
export function expectedBaseline(world: World, decision: Compared, solution: string): ExpectedBaseline | string {
  const named = decision.verdicts.flatMap(({ baseline }) => (baseline?.solution === solution ? baseline : []))[0];
  if (named === undefined) return `compares with no version of ${solution}`;
  const possible = newestVersions(world, decision, solution);
  const { version, importedAt } = named;
  if (!possible.includes(version))
    return `compares with ${version}, but the newest version was ${possible.join(' or ')}`;
  const isOld = version !== undefined && isImportBetween(world, decision.version, version);
  if (isOld !== undefined && isOld !== (importedAt !== undefined))
    return `${isOld ? 'misses' : 'invents'} an import between ${decision.version} and ${version}`;
  return { version, isOld: importedAt !== undefined };
}

/**
 * Returns the ARNs of all versions that may have been the newest ACTIVE version when a decision was made. The list includes
 * `undefined` if the solution may have had no ACTIVE version.
 */
function newestVersions(world: World, { decidedAt, recordedAt }: Compared, solution: string) {
  const versions = activeVersions(world, solution);
  const endedBy = (moment: number) =>
    versions.filter(({ settledAt = Number.POSITIVE_INFINITY }) => settledAt <= moment);
  const sure = endedBy(Date.parse(decidedAt) - CLOCK_SKEW).at(-1);
  const possible = endedBy(recordedAt).filter(({ createdAt }) => createdAt >= (sure?.createdAt ?? 0));
  return [...possible.map(({ arn }) => arn), ...(sure === undefined ? [undefined] : [])];
}

/** @returns undefined if the order is uncertain, because an import ended close to the start of a training and clocks differ */
function isImportBetween(world: World, one: string, other: string): boolean | undefined {
  const versions = world.ofType('solutionVersion').filter(({ arn }) => arn === one || arn === other);
  const [from = 0, to = 0] = versions.map(({ createdAt }) => createdAt).sort((a, b) => a - b);
  const group = world.teams.find(({ name }) => isOf(name, versions[0]?.name ?? ''))?.name ?? '';
  const ends = world
    .ofType('datasetImportJob')
    .filter(({ name, status }) => isActive(status) && isOf(group, name.slice(name.indexOf('-') + 1)))
    .map(({ settledAt = 0 }) => settledAt);
  if (ends.some((end) => from + CLOCK_SKEW < end && end < to - CLOCK_SKEW)) return true;
  return ends.some((end) => from - CLOCK_SKEW < end && end < to + CLOCK_SKEW) ? undefined : false;
}
