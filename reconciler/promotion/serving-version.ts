import { campaignArn } from '../../personalize/arn';
import type { RecordedServing, Serving, VersionDecision } from '../../record-table/version-decisions';
import { NothingPromoted, ResourceFailed } from '../errors';
import { syncs } from '../resource-types/campaign-sync';
import type { Description } from '../resource-types/personalize-api';
import { describeResource, oncePerPoll, type Step, solutionArnOf, solutionOf } from '../step';
import { activeVersions, type Version, versionsInTraining } from './active-versions';
import { decisionOn, judgement, type PromotionStep } from './decision';
import { isPassed } from './judge';

interface Situation {
  readonly step: PromotionStep;
  /** Those that can serve, newest first. */
  readonly versions: readonly Version[];
  readonly newest: Version;
  readonly recorded: RecordedServing | undefined;
}

/** What is to be recorded: decisions, none if nothing is new, and which version serves after them. */
interface Next {
  readonly serving: Serving;
  readonly decisions: readonly VersionDecision[];
}

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
  const group = step.state.datasetGroup.name;
  for (;;) {
    const recorded = await step.decisions.serving(group, name);
    const situation = { step, versions, newest, recorded };
    const { serving, decisions } = await (promotion ? judgeNew(situation) : chooseNewest(situation));
    // If another execution has decided at the same time, what it recorded is read.
    const isRecorded = decisions.length === 0 || (await step.decisions.record(group, decisions, recorded, serving));
    if (isRecorded && decisions.length <= AT_ONCE) return serving.version;
  }
});

/** A transaction writes at most 100 items (DynamoDB API reference, TransactWriteItems, November 2026); each decision is two of them. */
const AT_ONCE = 40;

/** @throws NothingPromoted if no version may serve yet */
export async function promotedVersion(step: PromotionStep): Promise<string> {
  const serving = await servingVersion(step);
  if (serving === undefined) throw new NothingPromoted(solutionOf(step).name);
  return serving;
}

async function chooseNewest(situation: Situation): Promise<Next> {
  const { step, newest, recorded } = situation;
  const version = chosen(situation);
  const serving = { version: version.version, decidedUpTo: newest.createdAt, chosenUpTo: newest.createdAt };
  // Recorded from the first decision on, so that it is known what served when: for the next rollback, and where others change campaigns.
  const isNew = recorded !== undefined && recorded.version !== version.version && !(await isForeseen(step, version));
  const reason = 'the newest version, and there are no rules';
  return { serving, decisions: isNew ? [decisionOn(step, version, 'PROMOTED', { reason })] : [] };
}

/** Whether a plan foresees the version, which is not trained yet. */
export async function isForeseen({ personalize }: Pick<Step, 'personalize'>, { version }: Version): Promise<boolean> {
  return (await personalize.metrics(version)) === undefined;
}

/** Without rules: the newest, or what an operator chose when it was there already. An UPDATE of what is not chosen is not, either. */
function chosen({ versions, newest, recorded }: Situation): Version {
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

/** Judges the versions on which nothing was decided, oldest first, as many as one transaction takes. */
async function judgeNew(situation: Situation): Promise<Next> {
  const { step, versions } = situation;
  const start = await startOf(situation);
  let { serving } = start;
  const decisions = [...start.decisions];
  for (const version of [...versions].reverse()) {
    if (version.createdAt <= serving.decidedUpTo || decisions.length > AT_ONCE) continue;
    if (await isForeseen(step, version)) break;
    const decision = await decide(situation, version, serving.version);
    decisions.push(decision);
    const isPromoted = decision.decision === 'PROMOTED';
    serving = { ...serving, decidedUpTo: version.createdAt, ...(isPromoted && { version: version.version }) };
  }
  const reason = 'a newer version was ready before its training ended';
  for (const version of await versionsInTraining(step)) {
    if (version.createdAt > start.serving.decidedUpTo && version.createdAt < serving.decidedUpTo)
      decisions.push(decisionOn(step, version, 'REJECTED', { reason }));
  }
  return { serving, decisions };
}

/**
 * What is recorded. Where nothing is: what the campaigns serve stays, and newer versions are judged; without campaigns, the newest one is.
 * So it is where Personalize itself moved them in a time without rules, of which nothing is recorded. What others moved them to is judged.
 */
async function startOf({ step, versions, recorded }: Situation): Promise<Next> {
  // A solution that was deleted and created again under its name has none of the recorded versions.
  const { version: last } = recorded ?? {};
  const isCurrent = recorded !== undefined && (last === undefined || versions.some(({ version }) => version === last));
  const undecided = versions.filter(({ createdAt }) => !isCurrent || createdAt > recorded.decidedUpTo);
  if (isCurrent && undecided.length === 0) return { serving: recorded, decisions: [] };
  const served = await servedByCampaigns(step, isCurrent ? (campaign) => syncs(campaign) === true : () => true);
  const version = undecided.find((each) => served.has(each.version));
  if (version === undefined)
    return { serving: isCurrent ? recorded : { decidedUpTo: versions[1]?.createdAt ?? '' }, decisions: [] };
  return {
    serving: { ...recorded, version: version.version, decidedUpTo: version.createdAt },
    decisions: [decisionOn(step, version, 'PROMOTED', { reason: 'served before there were rules' })],
  };
}

async function servedByCampaigns(step: PromotionStep, isMeant: (campaign: Description) => boolean) {
  const { campaigns } = solutionOf(step);
  const described = campaigns.map(({ name }) => step.personalize.describe('campaign', campaignArn(step.scope, name)));
  const found = (await Promise.all(described)).filter((campaign) => campaign !== undefined);
  return new Set<unknown>(found.filter(isMeant).map(({ solutionVersionArn }) => solutionVersionArn));
}

/** @param serving ARN of the version that serves, if any */
async function decide({ step, versions }: Situation, version: Version, serving?: string): Promise<VersionDecision> {
  const judged = await judgement(step, version, serving);
  // An UPDATE adds items to a model that was judged. Whether Personalize reports metrics for it is not documented.
  if (version.isUpdate && Object.keys(judged.metrics).length === 0) {
    const current = versions.find((each) => each.version === serving);
    const [decision, reason] =
      current !== undefined && buildsOn(version, current, versions)
        ? (['PROMOTED', 'an update of what serves, without metrics of its own'] as const)
        : (['HELD', 'an update of a version that does not serve'] as const);
    return decisionOn(step, version, decision, { ...judged, verdicts: [], reason });
  }
  const passed = solutionOf(step).promotion?.approval === 'manual' ? 'CANDIDATE' : 'PROMOTED';
  return decisionOn(step, version, isPassed(judged.verdicts) ? passed : 'HELD', judged);
}
