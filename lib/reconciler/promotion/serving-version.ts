import { isActive, isPending } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import type { Serving, VersionDecision, VersionDecisions } from '../../record-table/version-decisions';
import { campaignsOf, isSynchronized } from '../account/existing-campaigns';
import { NothingPromoted, ResourceFailed } from '../errors';
import { describeResource, oncePerPoll, solutionArnOf, solutionOf } from '../step';
import { buildsOn, type Version, versionsWhere } from './active-versions';
import { frozenSince } from './automatic-updates';
import { canBeJudged } from './baselines';
import { adoptionOf, decisionOn, judgement, type PromotionStep } from './decision';

/**
 * ARN of the solution version that campaigns and batch jobs use; undefined if no version is promoted yet. With
 * `isDecided`, only recorded decisions count. Without `isDecided`, decisions that the rules would make now count too. If
 * there are neither rules nor records, the newest ACTIVE version serves. Records nothing.
 * @throws ResourceFailed if the solution has no ACTIVE version
 * @throws NothingPromoted if the file has a budget, and the solution has no version at all
 */
export async function servingVersion(step: PromotionStep): Promise<string | undefined> {
  if (!step.isDecided) return (await foreseenDecisions(step)).version;
  const versions = await activeVersions(step);
  const { name, promotion } = solutionOf(step);
  const recorded = await step.decisions.serving(step.state.datasetGroup.name, name);
  if (recorded === undefined && promotion === undefined) return versions[0]?.version;
  // If the solution was deleted and created again, the recorded version does not exist any more.
  return versions.find(({ version }) => version === recorded?.version)?.version;
}

/** Decisions that the rules would make now. */
export interface ForeseenDecisions {
  /** ARN of the version that would serve. */
  readonly version: string | undefined;
  /**
   * Decisions that the rules would make on undecided versions; empty if there are none. Decisions on ACTIVE versions come
   * first, the oldest version first. The others reject versions that are still in training although a newer version is
   * ACTIVE.
   */
  readonly decisions: readonly VersionDecision[];
}

/**
 * Judges the undecided versions of the step's solution by the file's rules, oldest version first. Records nothing.
 * @throws the errors of {@link servingVersion}
 */
export const foreseenDecisions = oncePerPoll(async (step: PromotionStep): Promise<ForeseenDecisions> => {
  const versions = await activeVersions(step);
  const { name, promotion } = solutionOf(step);
  let recorded = await step.decisions.serving(step.state.datasetGroup.name, name);
  if (recorded === undefined && promotion === undefined) return { version: versions[0]?.version, decisions: [] };
  const all: VersionDecision[] = [];
  for (;;) {
    const { serving, decisions }: Judged = await judgeNew(step, versions, recorded);
    all.push(...decisions);
    if (decisions.length <= AT_ONCE) return { version: serving.version, decisions: all };
    recorded = serving;
  }
});

/**
 * Judges the undecided versions of the step's solution by the file's rules, and records the decisions. Without rules,
 * nothing is recorded before the first decision of an operator.
 */
export async function decideOnVersions(step: PromotionStep, records: VersionDecisions): Promise<void> {
  const versions = await versionsWhere(isActive, step);
  const { name, promotion } = solutionOf(step);
  const group = step.state.datasetGroup.name;
  for (;;) {
    const recorded = await records.serving(group, name);
    if (versions.length === 0 || (recorded === undefined && promotion === undefined)) return;
    const { serving, decisions }: Judged = await judgeNew(step, versions, recorded);
    // False if another execution has recorded decisions at the same time. Then the next round reads the new records.
    const isRecorded = decisions.length === 0 || (await records.record(group, decisions, serving));
    if (isRecorded && decisions.length <= AT_ONCE) return;
  }
}

/**
 * ACTIVE versions of the step's solution, newest first.
 * @throws ResourceFailed if there is no ACTIVE version
 * @throws NothingPromoted if the file has a budget, and the solution has no version at all
 */
async function activeVersions(step: PromotionStep): Promise<readonly Version[]> {
  const versions = await versionsWhere(isActive, step);
  if (versions.length > 0) return versions;
  // The usual reason is that the budget has not covered the first training yet, so this is no failure.
  if (step.state.budget !== undefined && (await hasNeverTrained(step)))
    throw new NothingPromoted(solutionOf(step).name);
  throw new ResourceFailed(describeResource(step), `${solutionArnOf(step)} has no ACTIVE solution version.`);
}

/** True if the solution exists and has no version. */
async function hasNeverTrained(step: PromotionStep): Promise<boolean> {
  const solution = await step.personalize.describe('solution', solutionArnOf(step));
  return solution !== undefined && (await versionsWhere(() => true, step)).length === 0;
}

type Judged = Awaited<ReturnType<typeof judgeNew>>;

/**
 * Number of decisions after which a transaction is full. Only two kinds of decisions are still added: on versions with the
 * same creation time as the last decided version, and on older versions that are still in training. A decision writes up
 * to two items. A transaction writes at most 100 items (DynamoDB API reference, TransactWriteItems, November 2026).
 */
export const AT_ONCE = 40;

/**
 * ARN of the solution version that campaigns and batch jobs use.
 * @throws NothingPromoted if no version is promoted yet
 */
export async function promotedVersion(step: PromotionStep): Promise<string> {
  const serving = await servingVersion(step);
  if (serving === undefined) throw new NothingPromoted(solutionOf(step).name);
  return serving;
}

/**
 * Judges as many undecided versions as one transaction can record, oldest version first. Versions with the same creation
 * time are judged in the same transaction.
 * @param versions ACTIVE versions, newest first
 * @returns the records to write: the new decisions, and the serving record after them
 */
async function judgeNew(step: PromotionStep, versions: readonly Version[], recorded?: Serving) {
  const start = await startOf(step, versions, recorded);
  const decisions: VersionDecision[] = start.adopted;
  let serving: Serving = start.serving;
  const isNew = ({ createdAt }: Version) => createdAt > start.serving.decidedUpTo;
  for (const version of versions.filter(isNew).reverse()) {
    if (decisions.length > AT_ONCE && version.createdAt !== serving.decidedUpTo) break;
    // Versions that exist, or are ACTIVE, only in a plan have no metrics, so rules cannot judge them.
    const isTrained = (await step.personalize.metrics(version.version)) !== undefined;
    if (solutionOf(step).promotion !== undefined && !(await canBeJudged(step, version))) break;
    const decision = await decide(step, versions, version, serving.version);
    if (isTrained) decisions.push(decision);
    const promoted = decision.decision === 'PROMOTED' ? version : serving;
    serving = { ...serving, ...present({ version: promoted.version }), decidedUpTo: version.createdAt };
  }
  const reason = 'a newer version was ready before its training ended';
  for (const version of (await versionsWhere(isPending, step)).filter(isNew))
    if (version.createdAt <= serving.decidedUpTo) decisions.push(decisionOn(step, version, 'REJECTED', { reason }));
  const { version, decidedUpTo, revision } = serving;
  const after = { ...present({ version, frozenSince: frozenSince(step, versions, version) }), decidedUpTo, revision };
  return { serving: after, decisions };
}

/**
 * The serving record from which {@link judgeNew} starts, and versions to adopt first:
 * - If the recorded version still exists, judging starts from the record. So it does if the record has no version yet and
 * there are rules. If Personalize itself has moved a campaign to a newer version, the newer version is adopted. If a
 * person has moved a campaign to a newer version, that version is judged.
 * - Otherwise, the newest version that a campaign serves is adopted. Newer versions are judged.
 * - If no campaign serves a version of the solution, the newest full training is the first version to be judged.
 */
async function startOf(step: PromotionStep, versions: readonly Version[], recorded?: Serving) {
  const { promotion } = solutionOf(step);
  // The record is not current if the solution was recreated, because the new solution has none of the recorded versions.
  // A record without a version is current only if there are rules: without rules, some version must serve.
  const mayLack = recorded?.version === undefined && promotion !== undefined;
  const isCurrent = recorded && (mayLack || versions.some(({ version }) => version === recorded.version));
  const undecided = versions.filter(({ createdAt }) => !isCurrent || createdAt > recorded.decidedUpTo);
  const campaigns = undecided.length === 0 ? [] : await campaignsOf(step);
  const moved = campaigns.filter(({ description }) => !isCurrent || isSynchronized(description));
  const found = undecided.find(({ version }) =>
    moved.some(({ description }) => description.solutionVersionArn === version),
  );
  if (found === undefined && isCurrent) return { serving: recorded, adopted: [] };
  const { revision = 0 } = recorded ?? {};
  const first = (versions.find(({ mode }) => mode !== 'UPDATE') ?? versions[0])?.createdAt ?? '';
  const { createdAt: decidedUpTo = '' } = found ?? versions.find(({ createdAt }) => createdAt < first) ?? {};
  const serving = { ...present({ version: found?.version }), decidedUpTo, revision };
  return { serving, adopted: adoptionOf(step, found) };
}

/**
 * Decides on a version by the file's rules.
 * @param served ARN of the serving version; undefined if no version serves
 */
async function decide(step: PromotionStep, versions: readonly Version[], version: Version, served?: string) {
  const { promotion } = solutionOf(step);
  const judged = await judgement(step, version, served);
  // An UPDATE without metrics is not judged, because it only adds items to a model that was judged before. AWS does not
  // document whether Personalize reports metrics for an UPDATE.
  if (version.mode === 'UPDATE' && (promotion === undefined || Object.keys(judged.metrics).length === 0)) {
    const serving = versions.find((each) => each.version === served);
    // If there are no rules and no version serves, the UPDATE must serve, because no operator will decide.
    const mayServe = serving === undefined ? promotion === undefined : buildsOn(version.createdAt, serving, versions);
    const unfit = promotion === undefined ? 'REJECTED' : 'HELD';
    const why = serving
      ? 'promoted without being judged, because it updates the serving version'
      : 'there are no rules, and no version serves';
    const reason = mayServe ? why : 'an update of a version that does not serve';
    return decisionOn(step, version, mayServe ? 'PROMOTED' : unfit, { ...judged, verdicts: [], reason });
  }
  const passed = promotion?.approval === 'manual' ? 'CANDIDATE' : 'PROMOTED';
  const isHeld = judged.verdicts.some((verdict) => !verdict.passed);
  const reason = promotion === undefined ? 'there are no rules' : undefined;
  return decisionOn(step, version, isHeld ? 'HELD' : passed, { ...judged, reason });
}
