import type { Promotion } from '../../parameter-file/promotion';
import { campaignArn } from '../../personalize/arn';
import type { RecordedServing, Serving, VersionDecision } from '../../record-table/version-decisions';
import { NothingPromoted, ResourceFailed } from '../errors';
import { syncs } from '../resource-types/campaign-sync';
import type { Description } from '../resource-types/personalize-api';
import { describeResource, oncePerPoll, type Step, solutionArnOf, solutionOf } from '../step';
import { activeVersions, type Version, versionsInTraining } from './active-versions';
import { isPassed, judge, type Metrics } from './judge';

/** What decisions on versions of the step's solution need. */
export type PromotionStep = Pick<Step, 'state' | 'resource' | 'scope' | 'now' | 'runId' | 'decisions' | 'personalize'>;

/**
 * ARN of the version of the step's solution that campaigns and batch jobs use; undefined if none is promoted yet. The only place that
 * decides it. With `promotion` in the parameter file, versions on which nothing was decided are judged here, oldest first, and each
 * decision is recorded once. Without it the newest version serves, unless an operator has chosen another since it was trained; from the
 * first decision on, it is recorded as well.
 * @throws ResourceFailed if the solution has no ACTIVE version
 */
export const servingVersion = oncePerPoll(async (step: PromotionStep): Promise<string | undefined> => {
  const versions = await activeVersions(step);
  const [newest] = versions;
  if (newest === undefined)
    throw new ResourceFailed(describeResource(step), `${solutionArnOf(step)} has no ACTIVE solution version.`);
  const { name, promotion } = solutionOf(step);
  for (;;) {
    const recorded = await step.decisions.serving(step.state.datasetGroup.name, name);
    const decided =
      promotion === undefined
        ? await serveNewest(step, newest, versions, recorded)
        : await decideNext(step, promotion, versions, recorded);
    if (decided?.isComplete) return decided.serving.version;
  }
});

/** @throws NothingPromoted if no version may serve yet */
export async function promotedVersion(step: PromotionStep): Promise<string> {
  const serving = await servingVersion(step);
  if (serving === undefined) throw new NothingPromoted(solutionOf(step).name);
  return serving;
}

interface Decided {
  readonly serving: Pick<Serving, 'version'>;
  readonly isComplete: boolean;
}

/** @returns as {@link decideNext} */
async function serveNewest(
  step: PromotionStep,
  newest: Version,
  versions: readonly Version[],
  recorded: RecordedServing | undefined,
): Promise<Decided | undefined> {
  const version = chosen(newest, versions, recorded);
  const decided = { serving: { version: version.version }, isComplete: true };
  if (recorded === undefined || recorded.version === version.version) return decided;
  // Foreseen by a plan, and not trained yet.
  if ((await step.personalize.metrics(version.version)) === undefined) return decided;
  // So that it is known later what served when: for the next rollback, and where campaigns are changed by others.
  const decisions = [unjudged(step, version, 'PROMOTED', 'the newest version, and there are no rules')];
  const after = { ...decided.serving, decidedUpTo: newest.createdAt, chosenUpTo: newest.createdAt };
  return (await step.decisions.record(step.state.datasetGroup.name, decisions, recorded, after)) ? decided : undefined;
}

/** A decision without a judgement. Not part of a run: nobody is notified. */
function unjudged(
  step: PromotionStep,
  { version, createdAt }: Version,
  decision: 'PROMOTED' | 'REJECTED',
  reason: string,
): VersionDecision {
  return {
    ...{ solution: solutionOf(step).name, version, createdAt, decision, metrics: {}, verdicts: [] },
    ...{ decidedBy: 'rules', decidedAt: step.now.toISOString(), reason },
  };
}

/** Without rules: the newest, or what an operator chose when it was there already. An UPDATE of what is not chosen is not, either. */
function chosen(newest: Version, versions: readonly Version[], recorded: Serving | undefined): Version {
  const { chosenUpTo, version } = recorded ?? {};
  const current = versions.find((each) => each.version === version);
  if (chosenUpTo === undefined || current === undefined) return newest;
  const since = versions.filter(({ createdAt }) => createdAt > chosenUpTo).reverse();
  const serves = (serving: Version, next: Version) => !next.isUpdate || buildsOn(next, serving, versions);
  return since.reduce((serving, next) => (serves(serving, next) ? next : serving), current);
}

/** Whether an UPDATE is of the model that serves: that of the newest full training before it, or of an UPDATE of that. */
function buildsOn(update: Version, serving: Version, versions: readonly Version[]): boolean {
  const base = versions.find(({ isUpdate, createdAt }) => !isUpdate && createdAt < update.createdAt);
  return base === undefined || serving.createdAt >= base.createdAt;
}

/** A transaction writes at most 100 items (DynamoDB API reference, TransactWriteItems, November 2026); each decision is two of them. */
const AT_ONCE = 40;

/** @returns undefined if another execution decides at the same time: what it recorded is to be read */
async function decideNext(
  step: PromotionStep,
  promotion: Promotion,
  versions: readonly Version[],
  recorded: RecordedServing | undefined,
): Promise<Decided | undefined> {
  const start = await startOf(step, versions, recorded);
  let serving: Serving = start.serving;
  const decisions: VersionDecision[] = [...start.decisions];
  for (const version of [...versions].reverse()) {
    if (version.createdAt <= serving.decidedUpTo || decisions.length > AT_ONCE) continue;
    const current = versions.find((each) => each.version === serving.version);
    const decision = await decide(step, promotion, version, serving, {
      isOfServing: current !== undefined && version.isUpdate && buildsOn(version, current, versions),
    });
    // Foreseen by a plan, and not trained yet.
    if (decision === undefined) break;
    decisions.push(decision);
    serving = { ...serving, decidedUpTo: version.createdAt };
    if (decision.decision === 'PROMOTED') serving = { ...serving, version: version.version };
  }
  if (decisions.length === 0) return { serving, isComplete: true };
  for (const version of await versionsInTraining(step)) {
    if (version.createdAt > start.serving.decidedUpTo && version.createdAt < serving.decidedUpTo)
      decisions.push(unjudged(step, version, 'REJECTED', 'a newer version was ready before its training ended'));
  }
  const isRecorded = await step.decisions.record(step.state.datasetGroup.name, decisions, recorded, serving);
  return isRecorded ? { serving, isComplete: decisions.length <= AT_ONCE } : undefined;
}

/**
 * What is recorded. Where nothing is: what the campaigns serve stays, and newer versions are judged; without campaigns, the newest one is.
 * So it is where Personalize itself moved them in a time without rules, of which nothing is recorded. What others moved them to is judged.
 */
async function startOf(
  step: PromotionStep,
  versions: readonly Version[],
  recorded: Serving | undefined,
): Promise<{ readonly serving: Serving; readonly decisions: readonly VersionDecision[] }> {
  // A solution that was deleted and created again under its name has none of the recorded versions.
  const isCurrent = recorded !== undefined && (recorded.version === undefined || isAmong(versions, recorded.version));
  const undecided = versions.filter(({ createdAt }) => !isCurrent || createdAt > recorded.decidedUpTo);
  if (isCurrent && undecided.length === 0) return { serving: recorded, decisions: [] };
  const served = await servedByCampaigns(step, isCurrent ? (campaign) => syncs(campaign) === true : () => true);
  const serving = undecided.find(({ version }) => served.has(version));
  if (serving === undefined)
    return { serving: isCurrent ? recorded : { decidedUpTo: versions[1]?.createdAt ?? '' }, decisions: [] };
  const { version, createdAt } = serving;
  return {
    serving: { ...recorded, version, decidedUpTo: createdAt },
    decisions: [unjudged(step, serving, 'PROMOTED', 'served before there were rules')],
  };
}

async function servedByCampaigns(
  step: PromotionStep,
  isMeant: (campaign: Description) => boolean,
): Promise<ReadonlySet<unknown>> {
  const { campaigns } = solutionOf(step);
  const described = campaigns.map(({ name }) => step.personalize.describe('campaign', campaignArn(step.scope, name)));
  const found = (await Promise.all(described)).filter((campaign) => campaign !== undefined);
  return new Set(found.filter(isMeant).map(({ solutionVersionArn }) => solutionVersionArn));
}

async function decide(
  step: PromotionStep,
  promotion: Promotion,
  { version, createdAt, isUpdate }: Version,
  serving: Serving,
  { isOfServing }: { readonly isOfServing: boolean },
): Promise<VersionDecision | undefined> {
  const metrics = await step.personalize.metrics(version);
  if (metrics === undefined) return undefined;
  const known = {
    ...{ solution: solutionOf(step).name, version, createdAt, metrics, decidedBy: 'rules' },
    ...{ decidedAt: step.now.toISOString(), ...(serving.version !== undefined && { comparedWith: serving.version }) },
    ...(step.runId !== undefined && { run: step.runId }),
  };
  // An UPDATE adds items to a model that was judged. Whether Personalize reports metrics for it is not documented.
  if (isUpdate && Object.keys(metrics).length === 0)
    return isOfServing
      ? { ...known, decision: 'PROMOTED', verdicts: [], reason: 'an update of what serves, without metrics of its own' }
      : { ...known, decision: 'HELD', verdicts: [], reason: 'an update of a version that does not serve' };
  const verdicts = judge(promotion, metrics, await servingMetrics(step, serving));
  if (!isPassed(verdicts)) return { ...known, decision: 'HELD', verdicts };
  return { ...known, decision: promotion.approval === 'manual' ? 'CANDIDATE' : 'PROMOTED', verdicts };
}

/** @returns undefined if none serves */
export async function servingMetrics(
  step: PromotionStep,
  { version }: Pick<Serving, 'version'>,
): Promise<Metrics | undefined> {
  return version === undefined ? undefined : step.personalize.metrics(version);
}

function isAmong(versions: readonly Version[], arn: string | undefined): boolean {
  return versions.some(({ version }) => version === arn);
}
