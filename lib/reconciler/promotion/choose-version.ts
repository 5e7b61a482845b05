import { isActive } from '../../personalize/statuses';
import { present } from '../../record-table/item';
import type { VersionChoice } from '../../record-table/run-request';
import type { Decision, Serving, VersionDecision } from '../../record-table/version-decisions';
import { beginning, printable } from '../../text/format';
import { DecisionRefused } from '../errors';
import { solutionOf } from '../step';
import { type Version, versionsWhere } from './active-versions';
import { frozenSince } from './automatic-updates';
import { adoptionOf, decisionOn, judgement, type PromotionStep } from './decision';
import { type DecisionRecords, decideOnVersions, servingVersion } from './serving-version';

/** Another execution decided on the solution's versions while this one did: what it saw may be outdated. Trying again helps. */
export class DecidedMeanwhile extends Error {
  override readonly name = 'DecidedMeanwhile';
}

/** UTF-16 units that are kept of an operator's reason, and that the command takes of a name. */
export const TEXT_LIMIT = 1000;

/**
 * Records what an operator decided on a version of the step's solution, once, after what rules decide on new versions: again, after an answer
 * was lost, it does nothing.
 * @throws DecisionRefused as {@link prepareChoice}
 * @throws DecidedMeanwhile if a decision was recorded while this one was prepared
 */
export async function chooseVersion(
  step: PromotionStep,
  choice: VersionChoice,
  records: DecisionRecords,
): Promise<void> {
  await decideOnVersions(step, records);
  const { all, after } = await prepareChoice({ ...step, isDecided: true }, choice);
  const { name } = solutionOf(step);
  if (all.length > 0 && !(await records.record(step.state.datasetGroup.name, all, after)))
    throw new DecidedMeanwhile(`another decision on versions of solution '${name}' was recorded meanwhile`);
}

/** What an operator's decision records. */
export interface PreparedChoice {
  /** The decision on the version that was chosen. */
  readonly decision: VersionDecision;
  /** Everything that is to be recorded; empty if that is recorded already. */
  readonly all: readonly VersionDecision[];
  /** What serves then. */
  readonly after: Serving;
}

/**
 * Works out what an operator's decision records. Changes nothing.
 * @throws DecisionRefused if the version is not ACTIVE, is to be rejected while it serves, or if another one serves than the operator saw
 */
export async function prepareChoice(step: PromotionStep, choice: VersionChoice): Promise<PreparedChoice> {
  const { action, from, by: decidedBy } = choice;
  const reason = beginning(choice.reason ?? '', TEXT_LIMIT) || undefined;
  const { name } = solutionOf(step);
  const group = step.state.datasetGroup.name;
  // First, so that whatever is recorded after it, by rules in this call too, keeps this decision from being recorded.
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
  // Also where another run has decided it meanwhile, whose decision says what it was compared with.
  const isDone = taken?.decision === wanted && from === undefined && (chosen === current) === (wanted === 'PROMOTED');
  const none = { decidedUpTo: before, revision };
  if (taken && (isDone || (ofRun.includes(taken) && taken.decidedBy === decidedBy)))
    return { decision: taken, all: [], after: none };
  if (action === 'REJECT' && chosen === current) throw refused('it serves; promote another first, or roll back');
  // What was trained in the console is judged in this run, which decides nothing on whether its campaign is adopted.
  const isAdopted = action === 'PROMOTE' && [chosen, ...ofRun].some(({ version }) => version === serving);
  if (from !== undefined && from !== serving && !isAdopted)
    throw refused(`${shown(serving ?? 'no version')} serves since it was decided, not ${shown(from)}`);
  const take = async (on: Version, decision: Decision, comparedWith: string | undefined) =>
    decisionOn(step, on, decision, { ...(await judgement(step, on, comparedWith)), decidedBy, reason });
  const decision = await take(chosen, wanted, taken && chosen === current ? taken.comparedWith : serving);
  const all = [decision];
  if (action === 'ROLLBACK' && current && current !== chosen)
    all.push(await take(current, 'ROLLED_BACK', chosen.version));
  if (action === 'REJECT' && revision === 0) all.push(...adoptionOf(step, current));
  // Never back, even if the newest version was deleted: what was passed over before is not taken up again.
  const decidedUpTo = [before, ...versions.map(({ createdAt }) => createdAt)].sort().at(-1) ?? '';
  const version = action === 'REJECT' ? serving : chosen.version;
  const after = { ...present({ version, frozenSince: frozenSince(step, versions, version) }), decidedUpTo, revision };
  return { decision, all, after };
}
