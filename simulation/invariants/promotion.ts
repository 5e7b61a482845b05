import { isStopped } from '../../lib/personalize/statuses';
import { activeVersions, isOfServing, momentAfter } from '../simulate/expected-version';
import { filesOfRun } from '../simulate/files-of-runs';
import { solutionNames } from '../simulate/names';
import type { Team } from '../simulate/operated-aws';
import { onOwnCall } from '../simulate/own-calls';
import type { LoggedDecision } from '../simulate/promotion-log';
import { type Metrics, passes } from '../simulate/promotion-rules';
import type { Edition } from '../simulate/scenario';
import type { World } from '../simulate/world';
import { areMetricsShown, baselineMetrics, checkByFiles } from './baselines';
import type { Broken, Invariant } from './invariant';
import { MOVERS } from './overlaps';
import { metricsOf, USES } from './uses';

export const onlyPromotedVersionsServe: Invariant = {
  name: 'if the file has a promotion setting, campaigns and batch jobs use only promoted versions',
  watch: (world, broken) =>
    onOwnCall(world, ({ operation, input }, run) => {
      if (!USES.has(operation) || input.solutionVersionArn === undefined) return;
      const version = String(input.solutionVersionArn);
      const files = filesOfRun(world, run?.name);
      if (files.length === 0 || files.some((each) => world.editionOf(each)?.promotion === undefined)) return;
      const decision = world.promotionLog.latestOf(version)?.decision ?? 'not decided on';
      if (decision !== 'PROMOTED') broken(`${operation} uses ${version}, which is ${decision}`);
    }),
};

export function solutionOf(version: string): string {
  return /solution\/([^/]+)/.exec(version)?.[1] ?? '';
}

function teamOf(world: World, versionId: string | undefined) {
  const upload = world.uploads.find((each) => each.versionId === versionId);
  return world.teams.find(({ name }) => name === upload?.group);
}

export const decisionsFollowRules: Invariant = {
  name: 'every decision by rules follows from the file and the metrics, and is recorded with these values',
  check: async (world, broken) => {
    for (const text of world.promotionLog.contradictions) broken(text);
    for (const decision of world.promotionLog.decisions)
      if (areMetricsShown(world, decision)) await checkValues(world, decision, broken);
    for (const team of world.teams)
      if (team.edition.promotion !== undefined)
        for (const each of solutionNames(team)) checkAllDecided(world, team, each, broken);
  },
};

/**
 * True for a decision that was recorded without judging the version, and so without metrics and run: the adoption of a version that served
 * already or to which Personalize has moved a campaign, or the rejection of a version whose training ended after that of a newer version.
 */
function isAdopted({ run, decidedBy }: LoggedDecision): boolean {
  return run === undefined && decidedBy === 'rules';
}

async function checkValues(world: World, decision: LoggedDecision, broken: Broken): Promise<void> {
  if (isAdopted(decision)) return;
  const { version, served, comparedWith, verdicts } = decision;
  const what = `${decision.decision} of ${version} in run ${decision.run}`;
  const metrics = await metricsOf(world, version);
  const serving = comparedWith === undefined ? undefined : await metricsOf(world, comparedWith);
  if (!isEqual(metrics, decision.metrics)) broken(`${what} has the metrics ${JSON.stringify(decision.metrics)}`);
  for (const verdict of verdicts) {
    const { metric, candidate, baseline } = verdict;
    const others = baseline?.version === undefined ? undefined : await metricsOf(world, baseline.version);
    const isOf = candidate === metrics[metric] && verdict.serving === serving?.[metric];
    if (!isOf || baseline?.value !== others?.[metric])
      broken(`${what} has a verdict on other values: ${JSON.stringify(verdict)}`);
  }
  if (decision.decidedBy !== 'rules') return;
  if (comparedWith !== served) broken(`${what} compares with ${comparedWith}, but ${served} served`);
  const problemBy = async (versionId: string) => {
    const baseline = await baselineMetrics(world, decision, versionId);
    if (typeof baseline === 'string') return `${what} ${baseline}`;
    const edition = world.editionOf(versionId);
    const expected = await judge(world, decision, edition, { metrics, serving, baseline, versionId });
    return decision.decision === expected ? undefined : `${what}: expected was ${expected}`;
  };
  await checkByFiles(world, decision, problemBy, broken);
  // An UPDATE without metrics is not judged, so it has a reason in place of verdicts. The decision depends on the version that it updates.
  const isUnmeasured = Object.keys(metrics).length === 0 && decision.reason !== undefined;
  if (!isUnmeasured && (decision.decision === 'HELD') !== verdicts.some(({ passed }) => !passed))
    broken(`${what} is not explained by its verdicts: ${JSON.stringify(verdicts)}`);
}

async function judge(
  world: World,
  { version, solution, served }: LoggedDecision,
  edition: Edition | undefined,
  known: { readonly metrics: Metrics } & Readonly<Record<'serving' | 'baseline', Metrics | undefined>> & {
      readonly versionId: string | undefined;
    },
): Promise<string> {
  const team = teamOf(world, known.versionId);
  if (team === undefined || edition === undefined) return 'nothing, without a file';
  const { promotion } = edition;
  const { trainingMode } = await world.describe('solutionVersion', version);
  const isOf = () => isOfServing(world, solution, version, served ?? '');
  // Without rules, every version serves, except an UPDATE of a model that does not serve.
  if (promotion === undefined)
    return trainingMode !== 'UPDATE' || served === undefined || (await isOf()) ? 'PROMOTED' : 'REJECTED';
  if (trainingMode === 'UPDATE' && Object.keys(known.metrics).length === 0) return (await isOf()) ? 'PROMOTED' : 'HELD';
  if (!passes(promotion, team.group, known.metrics, known.serving, known.baseline)) return 'HELD';
  return promotion.approval === 'manual' ? 'CANDIDATE' : 'PROMOTED';
}

function isEqual(one: Metrics, other: Metrics): boolean {
  const sorted = (metrics: Metrics) => JSON.stringify(Object.entries(metrics).sort());
  return sorted(one) === sorted(other);
}

/**
 * Checks, after the last upload, that there is a decision on each ACTIVE version from a certain version on. If every upload had a promotion
 * setting, this is the first version on which rules decided. Otherwise, it is the serving version, and versions that already existed when an
 * operator last decided are left out. If there is no version to begin with, only the newest version is checked.
 */
function checkAllDecided(world: World, team: Team, solution: string, broken: Broken): void {
  const versions = activeVersions(world, solution);
  const { promotionLog } = world;
  const uploads = world.uploads.filter(
    ({ group, edition, isConflicting }) => group === team.name && edition !== undefined && !isConflicting,
  );
  const serving = promotionLog.servingOf(solution);
  const ofRules = new Set(promotionLog.decisions.flatMap((each) => (each.decidedBy === 'rules' ? [each.version] : [])));
  const alwaysRules = uploads.every(({ edition }) => edition?.promotion !== undefined);
  const position = alwaysRules
    ? versions.findIndex(({ arn }) => ofRules.has(arn))
    : versions.findIndex(({ arn }) => arn === serving?.version);
  const passedOverUpTo = alwaysRules ? Number.NEGATIVE_INFINITY : momentAfter(serving?.chosenUpTo);
  for (const { arn, createdAt } of position === -1 ? versions.slice(-1) : versions.slice(position))
    if (promotionLog.latestOf(arn) === undefined && createdAt > passedOverUpTo)
      broken(`there is no decision on ${arn}`);
}

export const runsTrainOnce: Invariant = {
  name: 'no run trains a solution twice, whatever the decision on its version is',
  watch: (world, broken) => {
    const trained = new Set<string>();
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateSolutionVersion') return;
      const key = `${solutionOf(String(input.solutionArn))} in run ${run?.name}`;
      if (trained.has(key)) broken(`${key} was trained twice`);
      trained.add(key);
    });
  },
};

export const heldVersionsSuffice: Invariant = {
  name: 'no upload trains a solution whose newest version is held',
  watch: (world, broken) =>
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateSolutionVersion' || run?.input.trigger !== 'upload') return;
      const solution = solutionOf(String(input.solutionArn));
      // This call has already created the last version. The version before it was the newest when the run decided to train.
      // There is no decision on that earlier version if its training has failed or is in progress.
      const newest = versionsInOrder(world, solution).at(-2);
      if (newest && world.promotionLog.latestOf(newest.arn)?.decision === 'HELD')
        broken(`run ${run.name} trained ${solution}, whose version ${newest.arn} is held`);
    }),
};

function versionsInOrder(world: World, solution: string) {
  const versions = world
    .ofType('solutionVersion')
    .filter(({ arn, status }) => solutionOf(arn) === solution && !isStopped(status));
  return versions.sort((one, other) => one.createdAt - other.createdAt);
}

export const choicesMoveOnce: Invariant = {
  // A run may move a campaign twice, but to different versions, if another run promotes a newer version in the meantime.
  name: "an operator's decision, and the nightly reconciliation, move a campaign to the same version at most once",
  watch: (world, broken) => {
    const moved = new Set<string>();
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'UpdateCampaign' || input.solutionVersionArn === undefined) return;
      if (run === undefined || !MOVERS.has(run.input.trigger)) return;
      const key = `${input.campaignArn} in run ${run.name} to ${input.solutionVersionArn}`;
      if (moved.has(key)) broken(`${key} was moved twice`);
      moved.add(key);
    });
  },
};
