import { expectedBaseline } from '../simulate/expected-baseline';
import { filesOfDecision } from '../simulate/files-of-runs';
import { solutionNames } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import type { LoggedDecision } from '../simulate/promotion-log';
import { baselineOf, isOverLast, type Metrics, passes } from '../simulate/promotion-rules';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { metricsOf, USES } from './uses';

/** Promotions by rules whose version the product then used in a campaign or batch job, by world. */
const USED = new WeakMap<World, Set<LoggedDecision>>();

export const noVersionServesBelowItsBaseline: Invariant = {
  name: 'no campaign and no batch job uses a version that rules promoted but that does not beat its baseline',
  watch: (world) => {
    const used = new Set<LoggedDecision>();
    USED.set(world, used);
    onOwnCall(world, ({ operation, input }) => {
      const decision = USES.has(operation) && world.promotionLog.latestOf(String(input.solutionVersionArn));
      if (decision && decision.decidedBy === 'rules' && decision.decision === 'PROMOTED') used.add(decision);
    });
  },
  check: async (world, broken) => {
    for (const decision of USED.get(world) ?? [])
      if (areMetricsShown(world, decision))
        await checkByFiles(world, decision, (versionId) => baselineProblem(world, decision, versionId), broken);
  },
};

/**
 * True if Personalize still shows the metrics of all versions that a decision names. When a solution is deleted,
 * Personalize no longer shows the metrics of its versions.
 */
export function areMetricsShown(world: World, { version, comparedWith, verdicts }: LoggedDecision): boolean {
  const existing = new Set(world.ofType('solutionVersion').map(({ arn }) => arn));
  const baselines = verdicts.map(({ baseline }) => baseline?.version);
  return [version, comparedWith, ...baselines].every((each) => each === undefined || existing.has(each));
}

/** Reports a decision if the decision has a problem with every parameter file that may have applied. */
export async function checkByFiles(
  world: World,
  decision: LoggedDecision,
  problemBy: (versionId: string) => Promise<string | undefined>,
  broken: Broken,
): Promise<void> {
  const problems = await Promise.all(filesOfDecision(world, decision).map(problemBy));
  const [first] = problems;
  if (first !== undefined && problems.every((each) => each !== undefined)) broken(first);
}

async function baselineProblem(world: World, decision: LoggedDecision, versionId: string) {
  const { version, verdicts } = decision;
  const baseline = await baselineMetrics(world, decision, versionId);
  // A version has no verdicts if it served before any decision, if it is an UPDATE without metrics, or if there are no rules.
  if (baseline === undefined || verdicts.length === 0) return undefined;
  if (typeof baseline === 'string') return `${version} serves, but its decision ${baseline}`;
  const { group, edition } = fileOf(world, versionId) ?? {};
  if (group === undefined || edition?.promotion === undefined) return undefined;
  const rules = edition.promotion.rules.filter(isOverLast);
  const metrics = await metricsOf(world, version);
  if (passes({ ...edition.promotion, rules }, group, metrics, undefined, baseline)) return undefined;
  return `${version} serves with ${JSON.stringify(metrics)}, over ${JSON.stringify(baseline)}`;
}

/**
 * Returns the metrics of the baseline, which is the version of another solution with which a decision had to compare its
 * version. Empty if the other solution had no ACTIVE version, or if an import ended between the trainings of the two versions.
 * @param versionId id of a version of the parameter file that may have applied to the decision
 * @returns undefined if the rules name no other solution, if the decision has no verdicts, or if the file is unknown; the violation as
 * text if the decision names no version or the wrong one, or is wrong about the import
 */
export async function baselineMetrics(
  world: World,
  decision: LoggedDecision,
  versionId: string,
): Promise<Metrics | undefined | string> {
  const file = fileOf(world, versionId);
  if (file?.edition === undefined || decision.verdicts.length === 0) return undefined;
  const { name, group, edition } = file;
  const solution = baselineOf(edition, decision.solution, solutionNames({ name, group, edition }));
  if (solution === undefined) return undefined;
  const expected = expectedBaseline(world, decision, solution);
  if (typeof expected === 'string') return expected;
  return expected.version === undefined || expected.isOld ? {} : metricsOf(world, expected.version);
}

function fileOf(world: World, versionId: string) {
  const upload = world.uploads.find((each) => each.versionId === versionId);
  const team = world.teams.find(({ name }) => name === upload?.group);
  return team && { name: team.name, group: team.group, edition: world.editionOf(versionId) };
}
