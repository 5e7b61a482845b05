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

/** Another execution recorded a decision on the solution's versions at the same time. A retry may succeed. */
export class DecidedMeanwhile extends Error {
  override readonly name = 'DecidedMeanwhile';
}

/**
 * Maximum length of an operator's reason or name, in UTF-16 units. The command refuses longer texts. Longer reasons from
 * other callers are cut.
 */
export const TEXT_LIMIT = 1000;

/**
 * Records an operator's decision on a version of the step's solution. Before that, the rules judge new versions: see
 * {@link judgeUnlessTraining}. A repeated call does not record the operator's decision again.
 * @throws the errors of {@link prepareChoice}
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
 * Lets the rules judge new versions, and records their decisions, before an operator's decision is carried out or the recorded
 * version is restored. Does nothing while Personalize trains another solution that the rules compare with. In this case, the
 * rules judge the new versions later.
 */
export async function judgeUnlessTraining(step: PromotionStep, records: VersionDecisions): Promise<void> {
  if (!(await areBaselinesTraining(step))) await decideOnVersions(step, records);
}

/** Records to write for an operator's decision. */
export interface PreparedChoice {
  readonly decision: VersionDecision;
  /** All decisions to record; empty if nothing needs to be recorded because the same decision stands already, whoever made it. */
  readonly all: readonly VersionDecision[];
  /** The serving record to write with `all`, with the revision that it replaces. Without meaning if `all` is empty. */
  readonly after: Serving;
}

/**
 * Makes the records of an operator's decision, but does not write them.
 * @throws DecisionRefused if the version is not ACTIVE, if the operator rejects the serving version, or if the serving
 * version is not the version that the operator saw
 * @throws the errors of {@link servingVersion}
 */
export async function prepareChoice(step: PromotionStep, choice: VersionChoice): Promise<PreparedChoice> {
  const { action, from, by: decidedBy } = choice;
  const reason = beginning(choice.reason ?? '', TEXT_LIMIT) || undefined;
  const { name } = solutionOf(step);
  const group = step.state.datasetGroup.name;
  // The serving record must be read first. If another decision is recorded after this read, the revision is outdated, so
  // this decision is not recorded.
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
  // True if another run has recorded the same decision on this version. Decisions of this run do not count: if the rules
  // made the decision in this run, the operator's decision replaces it.
  const isSame = taken?.decision === wanted && !ofRun.includes(taken);
  const isDone = isSame && from === undefined && (chosen === current) === (wanted === 'PROMOTED');
  const none = { decidedUpTo: before, revision };
  if (taken && (isDone || (ofRun.includes(taken) && taken.decidedBy === decidedBy)))
    return { decision: taken, all: [], after: none };
  if (action === 'REJECT' && chosen === current)
    throw refused('this version serves: promote another version first, or roll back');
  // A promotion is allowed with an outdated `from` if the chosen version serves already, or if the rules promoted the
  // serving version earlier in this run.
  const isAdopted = action === 'PROMOTE' && [chosen, ...ofRun].some(({ version }) => version === serving);
  if (from !== undefined && from !== serving && !isAdopted)
    throw refused(`${shown(from)} no longer serves: ${shown(serving ?? 'no version')} serves now`);
  const take = async (on: Version, decision: Decision, comparedWith: string | undefined) =>
    decisionOn(step, on, decision, { ...(await judgement(step, on, comparedWith)), decidedBy, reason });
  const decision = await take(chosen, wanted, taken && chosen === current ? taken.comparedWith : serving);
  const all = [decision];
  // Versions that the rules promoted in this run never served. A rollback rolls them back together with the version that
  // served before the run, so that no later rollback returns to any of them.
  const promoted = ofRun.filter((each) => each.decision === 'PROMOTED');
  const inOrder = promoted.flatMap(({ version, comparedWith }) => [version, comparedWith]);
  // One transaction may be too small for all these versions. Then the oldest of the versions that never served stay PROMOTED, and a
  // later rollback may return to them.
  const left = new Set([...new Set([serving, promoted.at(-1)?.comparedWith, ...inOrder])].slice(0, AT_ONCE));
  for (const each of action === 'ROLLBACK' ? versions : [])
    if (each !== chosen && left.has(each.version)) all.push(await take(each, 'ROLLED_BACK', chosen.version));
  if (action === 'REJECT' && revision === 0) all.push(...adoptionOf(step, current));
  // `decidedUpTo` never becomes earlier, so that no version is judged again.
  const decided = (await areBaselinesTraining(step)) ? [chosen] : versions;
  const decidedUpTo = [before, ...decided.map(({ createdAt }) => createdAt)].sort().at(-1) ?? '';
  const version = action === 'REJECT' ? serving : chosen.version;
  const after = { ...present({ version, frozenSince: frozenSince(step, versions, version) }), decidedUpTo, revision };
  return { decision, all, after };
}
