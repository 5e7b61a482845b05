import { isActive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import type { VersionChoice } from '../../record-table/run-request';
import type { Decision, Serving, VersionDecision, VersionDecisions } from '../../record-table/version-decisions';
import { beginning, printable } from '../../text/format';
import { DecisionRefused } from '../errors';
import { solutionOf } from '../step';
import { type Version, versionsWhere } from './active-versions';
import { frozenSince } from './automatic-updates';
import { areBaselinesTraining } from './baselines';
import { adoptionOf, decisionOn, judgement, type PromotionStep } from './decision';
import { AT_ONCE, decideOnVersions, servingVersion } from './serving-version';

/** Another execution decided on the solution's versions at the same time. A retry helps. */
export class DecidedMeanwhile extends Error {
  override readonly name = 'DecidedMeanwhile';
}

/**
 * Maximum number of UTF-16 units of an operator's reason or name. The command refuses longer texts. Longer reasons from
 * other callers are cut.
 */
export const TEXT_LIMIT = 1000;

/**
 * Records an operator's decision on a version of the step's solution, after {@link judgeUnlessTraining}. A repeated call does nothing.
 * @throws as {@link prepareChoice}
 * @throws DecidedMeanwhile if another decision was recorded in the meantime
 */
export async function recordDecision(
  step: PromotionStep,
  choice: VersionChoice,
  records: VersionDecisions,
): Promise<void> {
  await judgeUnlessTraining(step, records);
  const { all, after } = await prepareChoice({ ...step, isDecided: true }, choice);
  const { name } = solutionOf(step);
  if (all.length > 0 && !(await records.record(step.state.datasetGroup.name, all, after)))
    throw new DecidedMeanwhile(`another decision on versions of solution '${name}' was recorded in the meantime`);
}

/**
 * Lets the rules judge new versions before an operator's decision is carried out. While Personalize trains a solution that the rules
 * compare with, this is left to the run of that training.
 */
export async function judgeUnlessTraining(step: PromotionStep, records: VersionDecisions): Promise<void> {
  if (!(await areBaselinesTraining(step))) await decideOnVersions(step, records);
}

/** Records of an operator's decision. */
export interface PreparedChoice {
  readonly decision: VersionDecision;
  /** All decisions to record; empty if they are recorded already. */
  readonly all: readonly VersionDecision[];
  /** What serves afterwards. */
  readonly after: Serving;
}

/**
 * Works out the records of an operator's decision. Changes nothing.
 * @throws DecisionRefused if the version is not ACTIVE, if it is to be rejected while it serves, or if the serving version is not the one
 * that the operator saw
 * @throws as {@link servingVersion}
 */
export async function prepareChoice(step: PromotionStep, choice: VersionChoice): Promise<PreparedChoice> {
  const { action, from, by: decidedBy } = choice;
  const reason = beginning(choice.reason ?? '', TEXT_LIMIT) || undefined;
  const { name } = solutionOf(step);
  const group = step.state.datasetGroup.name;
  // The serving record is read first. If another decision is recorded afterwards, the revision is outdated, and this
  // decision is not recorded.
  const { decidedUpTo: before = '', revision = 0 } = (await step.decisions.serving(group, name)) ?? {};
  const serving = await servingVersion(step);
  const versions = await versionsWhere(isActive, step);
  const [chosen, current] = [choice.version, serving].map((arn) => versions.find(({ version }) => version === arn));
  const shown = (arn: string) => arn.slice(arn.indexOf('/') + 1);
  const asked = `${action} ${action === 'ROLLBACK' ? 'to' : 'of'} ${shown(choice.version)} by ${printable(decidedBy)}`;
  const refused = (why: string) =>
    new DecisionRefused(`${asked} refused: ${why}.${reason ? ` Reason given: ${printable(reason)}` : ''}`);
  if (chosen === undefined) throw refused(`it is not an ACTIVE version of solution '${name}'`);
  const decisions = await step.decisions.ofSolution(group, name);
  const ofRun = decisions.filter(({ run }) => run !== undefined && run === step.runId);
  const taken = decisions.find(({ version }) => version === chosen.version);
  const wanted = action === 'REJECT' ? 'REJECTED' : 'PROMOTED';
  // True if the decision is recorded already, even if another run has recorded it in the meantime. False for a decision
  // of this run: if the rules took it, the operator's decision replaces it.
  const isSame = taken?.decision === wanted && !ofRun.includes(taken);
  const isDone = isSame && from === undefined && (chosen === current) === (wanted === 'PROMOTED');
  const none = { decidedUpTo: before, revision };
  if (taken && (isDone || (ofRun.includes(taken) && taken.decidedBy === decidedBy)))
    return { decision: taken, all: [], after: none };
  if (action === 'REJECT' && chosen === current)
    throw refused('this version serves: promote another version first, or roll back');
  // A promotion is not refused for an outdated `from` if the serving version is the one to be promoted, or one that the
  // rules promoted earlier in this run.
  const isAdopted = action === 'PROMOTE' && [chosen, ...ofRun].some(({ version }) => version === serving);
  if (from !== undefined && from !== serving && !isAdopted)
    throw refused(`${shown(from)} no longer serves: ${shown(serving ?? 'no version')} serves now`);
  const take = async (on: Version, decision: Decision, comparedWith: string | undefined) =>
    decisionOn(step, on, decision, { ...(await judgement(step, on, comparedWith)), decidedBy, reason });
  const decision = await take(chosen, wanted, taken && chosen === current ? taken.comparedWith : serving);
  const all = [decision];
  // Versions that the rules promoted in this run never served. The version that served before the run is rolled back
  // with them, so that no later rollback returns to it.
  const promoted = ofRun.filter((each) => each.decision === 'PROMOTED');
  const inOrder = promoted.flatMap(({ version, comparedWith }) => [version, comparedWith]);
  // If these versions are too many for one transaction, the oldest of the versions that never served are not recorded.
  const left = new Set([...new Set([serving, promoted.at(-1)?.comparedWith, ...inOrder])].slice(0, AT_ONCE));
  for (const each of action === 'ROLLBACK' ? versions : [])
    if (each !== chosen && left.has(each.version)) all.push(await take(each, 'ROLLED_BACK', chosen.version));
  if (action === 'REJECT' && revision === 0) all.push(...adoptionOf(step, current));
  // `decidedUpTo` never goes back, so that no version is judged again.
  const decided = (await areBaselinesTraining(step)) ? [chosen] : versions;
  const decidedUpTo = [before, ...decided.map(({ createdAt }) => createdAt)].sort().at(-1) ?? '';
  const version = action === 'REJECT' ? serving : chosen.version;
  const after = { ...present({ version, frozenSince: frozenSince(step, versions, version) }), decidedUpTo, revision };
  return { decision, all, after };
}
