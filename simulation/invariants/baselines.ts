import { expectedBaseline } from '../simulate/expected-baseline';
import { solutionNames } from '../simulate/names';
import { onOwnCall } from '../simulate/own-calls';
import type { LoggedDecision } from '../simulate/promotion-log';
import { baselineOf, isOverLast, type Metrics, passes } from '../simulate/promotion-rules';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { metricsOf, USES } from './uses';

/** Promotions by rules whose version the product has since put to use. */
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
    for (const decision of USED.get(world) ?? []) await checkBaseline(world, decision, broken);
  },
};

async function checkBaseline(world: World, decision: LoggedDecision, broken: Broken): Promise<void> {
  const { version, verdicts } = decision;
  const baseline = await baselineMetrics(world, decision);
  // There are no verdicts on a version that served before there were rules, or on an UPDATE without metrics.
  if (baseline === undefined || verdicts.length === 0) return;
  if (typeof baseline === 'string') return broken(`${version} serves, but its decision ${baseline}`);
  const { group, edition } = fileOf(world, decision) ?? {};
  if (group === undefined || edition?.promotion === undefined) return;
  const rules = edition.promotion.rules.filter(isOverLast);
  const metrics = await metricsOf(world, version);
  if (!passes({ ...edition.promotion, rules }, group, metrics, undefined, baseline))
    broken(`${version} serves with ${JSON.stringify(metrics)}, over ${JSON.stringify(baseline)}`);
}

/**
 * Metrics of the baseline, the version of another solution with which a decision had to compare. Empty if there is no such version, or if
 * it was trained with other data.
 * @returns undefined if the rules name no other solution; the violation as text if the decision names the wrong version
 */
export async function baselineMetrics(world: World, decision: LoggedDecision): Promise<Metrics | undefined | string> {
  const file = fileOf(world, decision);
  if (file?.edition === undefined || decision.verdicts.length === 0) return undefined;
  const { name, group, edition } = file;
  const solution = baselineOf(edition, decision.solution, solutionNames({ name, group, edition }));
  if (solution === undefined) return undefined;
  const expected = expectedBaseline(world, decision, solution);
  if (typeof expected === 'string') return expected;
  return expected.version === undefined || expected.isOld ? {} : metricsOf(world, expected.version);
}

/** The parameter file by which a decision was made. */
function fileOf(world: World, { run = '' }: LoggedDecision) {
  const versionId = world.executionLog.fileOfRun.get(run);
  const upload = world.uploads.find((each) => each.versionId === versionId);
  const team = world.teams.find(({ name }) => name === upload?.group);
  return team && { name: team.name, group: team.group, edition: world.editionOf(versionId) };
}
