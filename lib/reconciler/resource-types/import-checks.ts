import type { DataLocation } from '../../aws/data-bucket';
import { ageProblem, limitProblems, undecidedLimits, unknownItemsOf } from '../../parameter-file/data-checks';
import { datasetPurpose } from '../../parameter-file/dataset-purpose';
import type { ChecksSection } from '../../parameter-file/sections';
import { alike, ruleTimes } from '../../personalize/data-rules/alike';
import { addDatasetFaults } from '../../personalize/data-rules/dataset-faults';
import { Findings, type Violation } from '../../personalize/data-rules/findings';
import { isForUploads } from '../../personalize/data-rules/rules';
import type { DataStatistics } from '../../record-table/data-statistics';
import { plural, printable } from '../../text/format';
import { InvalidData, NotCheckedYet } from '../errors';
import { referenceTo } from '../resource-reference';
import { datasetOf, describeResource, type Step } from '../step';
import { type Baseline, type BaselineStep, comparedWithIn, findBaseline, knownCheck } from './import-baseline';
import { type CheckPlan, planCheck } from './import-check-plan';
import { importContent, importFingerprints } from './import-content';
import { fingerprint as fingerprintOf } from './job-name';

/** Maximum number of problems in a message. */
const NAMED = 10;
/** Name of the rule that is broken if some limits cannot be checked, because not all rows could be read. */
const UNDECIDED = 'onIncomplete' satisfies keyof ChecksSection;
/** Name of the rule that is broken if some limits have no earlier data to compare with. */
const BASELINE = 'baseline';
/** Rules that an operator may override by accepting the data. Personalize itself enforces all other rules. */
const LIMITS: readonly string[] = [
  ...['minimumRows', 'maximumRowDrop', 'maximumAge', 'maximumNullRise', 'maximumUnknownItems'],
  ...[UNDECIDED, BASELINE],
];

/**
 * Applies the check of every row, if the file has `checks`. The same data are checked again only if the rules have changed,
 * or if other data were imported in between. The age of the data is checked each time. Data that an operator has rejected
 * are refused without a check.
 * @param isImported true if the rows are already imported, and only columns that were added later are missing. Then no
 * limit refuses the data
 * @throws NotCheckedYet if the rows must be checked first
 * @throws InvalidData if the check refuses the data, or if an operator accepted other data
 * @returns findings in accepted data; undefined if there are none
 */
export async function assertChecked(step: Step, data: DataLocation, isImported = false): Promise<string | undefined> {
  const dataset = datasetOf(step);
  const { checks, csvName } = dataset;
  if (checks === undefined) return undefined;
  const datasetGroup = step.state.datasetGroup.name;
  const baseline = await ensureBaseline(step);
  const plan = await planCheck(step, dataset, data);
  const known = await step.dataStatistics.of(datasetGroup, csvName);
  const judged = await knownCheck(step, data, known, plan.fingerprint, baseline);
  const checked: DataStatistics = judged
    ? asOfNow(step, isImported ? {} : checks, judgedAgain(step, checks, judged))
    : await judge(step, checks, await count(step, plan, data), baseline, isImported);
  const found = decidedBy(step, checked);
  // `data accept` and `status` read the newest record. If an earlier record counts again, it is written anew as the newest record.
  if (found !== known[0]) {
    const checkedAt = found.decision === undefined ? step.now.toISOString() : found.checkedAt;
    await step.dataStatistics.add(datasetGroup, csvName, { ...found, checkedAt }, baseline.needed);
  }
  const [first, ...lines] = describe(found);
  // Rows that Personalize already has are imported again for their added columns, even if a person has rejected these rows.
  const isAllowed = found.verdict === 'ACCEPTED' || (isImported && found.verdict === 'REJECTED');
  if (isAllowed) return first && [first, ...lines].join('\n');
  const isOpen = found.verdict === 'REFUSED' && enforcedRules(found).length === 0;
  const accept = `, or accept them: ${acceptCommand(datasetGroup, csvName)}`;
  const resolution = `Correct the files and upload them${isOpen ? accept : ''}.`;
  throw new InvalidData(describeResource(step), `${first}.`, [resolution, ...lines].join('\n'));
}

/**
 * Judges new items by the interactions' limit on unknown items. Nothing is judged if a check has accepted the interactions
 * together with these items, or if a person has accepted the interactions. If the limit refuses the items, a person cannot
 * accept them, but can change the limit.
 * @param interactions step for the import of the interactions
 * @param data csv files of the interactions
 * @throws NotCheckedYet if the rows must be counted first
 * @throws InvalidData if the limit refuses the items
 * @returns text for users about items that break the limit and are accepted nevertheless; undefined if there is no problem
 */
export async function assertItemsFit(
  step: CountStep,
  interactions: BaselineStep,
  data: DataLocation,
): Promise<string | undefined> {
  const dataset = datasetOf(interactions);
  const { maximumUnknownItems, onViolation, onIncomplete } = dataset.checks ?? {};
  if (maximumUnknownItems === undefined) return undefined;
  const plan = await planCheck(interactions, dataset, data);
  const known = await step.dataStatistics.of(step.state.datasetGroup.name, dataset.csvName);
  const imports = importFingerprints(interactions, data);
  const isAccepted = ({ fingerprint, importFingerprint, verdict, isOnlyCounted, decision }: DataStatistics) =>
    verdict === 'ACCEPTED' &&
    !isOnlyCounted &&
    (fingerprint === plan.fingerprint || (decision !== undefined && imports.includes(importFingerprint)));
  if (known.some(isAccepted)) return undefined;
  const { counted, isItemsComplete } = await count({ ...step, resource: interactions.resource }, plan, data);
  const isWhole = counted.isComplete && isItemsComplete;
  const [problem] = isWhole
    ? limitProblems({ maximumUnknownItems }, counted, undefined, step.now)
    : [undecided('Not every row of interactions and items', ['maximumUnknownItems'])];
  if (problem === undefined) return undefined;
  const text = problem.message.replace(/\.$/, '');
  if (onViolation === 'notify' || (!isWhole && onIncomplete === 'notify')) return text;
  const resolution = isWhole
    ? 'Upload items that fit, or change `maximumUnknownItems` of the interactions.'
    : '`personalize-mlops validate` names the fault in the csv. Correct it, or set `onIncomplete` of the interactions to `notify`.';
  throw new InvalidData(describeResource(step), problem.message, resolution);
}

/** Inputs of the functions that count rows. */
export type CountStep = BaselineStep & Pick<Step, 'dataStatistics' | 'now'>;

/** Names of the broken rules that Personalize itself enforces. */
export function enforcedRules({ counts }: DataStatistics): readonly string[] {
  return Object.keys(counts).filter((rule) => !LIMITS.includes(rule));
}

export function acceptCommand(datasetGroup: string, csvName: string): string {
  return `\`personalize-mlops data accept ${datasetGroup} --dataset ${csvName} --reason TEXT\``;
}

/**
 * The findings of a check. If the check refused the data only by limits, and the step has an operator's acceptance, the
 * findings are accepted, and record this decision.
 * @throws InvalidData if the operator has accepted other data
 */
function decidedBy(step: Step, found: DataStatistics): DataStatistics {
  const { acceptance, now } = step;
  if (acceptance === undefined) return found;
  if (acceptance.fingerprint !== found.fingerprint)
    throw new InvalidData(
      describeResource(step),
      'The csv, the items or the checks have changed since the csv were accepted.',
      'Nothing was accepted. Decide on the csv that are refused now.',
    );
  if (found.verdict !== 'REFUSED' || enforcedRules(found).length > 0) return found;
  const { by, reason } = acceptance;
  return { ...found, verdict: 'ACCEPTED', checkedAt: now.toISOString(), decision: { by, reason } };
}

/**
 * Counts the data of the last successful import, if limits compare with these data and no check has counted them.
 * @throws NotCheckedYet if the rows of these data must be counted first
 */
export async function ensureBaseline(step: Step): Promise<Baseline> {
  const dataset = datasetOf(step);
  const { name } = step.state.datasetGroup;
  const known = async () => (dataset.checks ? step.dataStatistics.of(name, dataset.csvName) : []);
  const baseline = await findBaseline(step, await known());
  if (baseline.uncounted === undefined) return baseline;
  const { at, data, importFingerprint } = baseline.uncounted;
  const { found, counted } = await count(step, await planCheck(step, dataset, data), data, at);
  const files = { files: found.files, problems: [], counts: {} };
  const accepted = { ...counted, importFingerprint, ...files, verdict: 'ACCEPTED', isOnlyCounted: true } as const;
  await step.dataStatistics.add(name, dataset.csvName, accepted, baseline.needed);
  return findBaseline(step, await known());
}

/**
 * Verdict of the current run on findings of an earlier check. A person's decision counts in all runs. Rules for uploads
 * refuse data only in the run of an upload.
 */
export function verdictNow(
  step: Pick<Step, 'isUpload'>,
  checks: ChecksSection,
  { verdict, decision, counts }: DataStatistics,
): DataStatistics['verdict'] {
  return decision === undefined ? verdictOf(step, checks, Object.keys(counts)) : verdict;
}

/** The findings of an earlier check, with the verdict of the current run. Returns the same object if the verdict is the same. */
function judgedAgain(step: Step, checks: ChecksSection, judged: DataStatistics): DataStatistics {
  const verdict = verdictNow(step, checks, judged);
  return verdict === judged.verdict ? judged : { ...judged, verdict, checkedAt: step.now.toISOString() };
}

/** The findings of an earlier check, with a violation added if the data are too old by now. Returns the same object if nothing is added. */
function asOfNow(step: Step, checks: ChecksSection, judged: DataStatistics): DataStatistics {
  const message = ageProblem(checks, judged, step.now);
  if (message === false || judged.verdict !== 'ACCEPTED') return judged;
  const problem = judged.isComplete ? { rule: 'maximumAge', message } : undecided(firstRows(judged), ['maximumAge']);
  if (judged.counts[problem.rule] !== undefined) return judged;
  const verdict = verdictOf(step, checks, [problem.rule]);
  const { decision, ...rest } = judged;
  return {
    ...rest,
    // If the data are refused now, a person's earlier acceptance is dropped, because that person did not accept data that
    // are too old.
    ...(decision && verdict === 'ACCEPTED' && { decision }),
    checkedAt: step.now.toISOString(),
    verdict,
    problems: [lineOf(problem), ...judged.problems].slice(0, NAMED),
    counts: { ...judged.counts, [problem.rule]: 1 },
  };
}

function verdictOf(
  { isUpload }: Pick<Step, 'isUpload'>,
  { onViolation, onIncomplete }: ChecksSection,
  rules: readonly string[],
): DataStatistics['verdict'] {
  const isRefusing = (rule: string) =>
    rule === UNDECIDED ? onIncomplete !== 'notify' : isUpload || !isForUploads(rule);
  return onViolation !== 'notify' && rules.some(isRefusing) ? 'REFUSED' : 'ACCEPTED';
}

function undecided(read: string, limits: readonly string[]): Problem {
  return { rule: UNDECIDED, message: `${read} could be read, so ${limits.join(', ')} could not be checked.` };
}

const firstRows = ({ rows }: Pick<DataStatistics, 'rows'>) => `Only the first ${plural(rows, 'row')}`;

type Counts = Awaited<ReturnType<typeof count>>;

/**
 * Combines the findings of all parts of a check.
 * @param at time at which the bucket had the data; default: now
 * @throws NotCheckedYet if a part is not checked yet
 */
async function count(step: CountStep, { fingerprint, parts }: CheckPlan, data: DataLocation, at?: Date) {
  const { state, now, dataStatistics } = step;
  const dataset = datasetOf(step);
  const found = new Findings(datasetPurpose(state, dataset));
  const items = new Findings(datasetPurpose(state, parts.at(-1)?.dataset ?? dataset));
  for (const part of parts) {
    const each = await dataStatistics.part(state.datasetGroup.name, part.record);
    if (each === undefined)
      throw new NotCheckedYet({
        resource: referenceTo(step.resource),
        fingerprint,
        parts: parts.length,
        ...(at && { at: at.toISOString() }),
      });
    (part.dataset === dataset ? found : items).merge(each);
  }
  addDatasetFaults(found, now);
  const counted = {
    ...found.summary,
    // Columns without nulls are included with 0. So if a column is missing in a record, it was added to the schema later.
    nulls: found.nulls,
    ...unknownItemsOf(found, items),
    eventTypes: found.distinct.EVENT_TYPE.count(),
    fingerprint,
    importFingerprint: fingerprintOf(importContent(step, data)),
    checkedAt: now.toISOString(),
    isComplete: found.isComplete,
  };
  return { found: found.toJSON(), counted, isItemsComplete: items.isComplete };
}

function judge(
  step: Step,
  checks: ChecksSection,
  { found, counted, isItemsComplete }: Counts,
  baseline: Baseline,
  isImported: boolean,
): DataStatistics {
  const { violations, files, isComplete, counts } = found;
  const { problem } = baseline;
  const comparedWith = comparedWithIn(baseline);
  const limits: readonly Problem[] = isComplete ? limitProblems(checks, counted, baseline.check, step.now) : [];
  const open = isComplete ? [] : undecidedLimits(checks, counted, baseline.check, step.now);
  const broken: readonly Problem[] = [
    ...(problem === undefined ? [] : [{ rule: BASELINE, message: `${problem}.` }]),
    ...limits,
    ...(open.length > 0 ? [undecided(firstRows(counted), open)] : []),
    ...(isComplete && !isItemsComplete ? [undecided('Not every row of the items', ['maximumUnknownItems'])] : []),
  ];
  const errors = [...(isImported ? [] : broken), ...violations.filter(({ severity }) => severity === 'error')];
  const byRule = Object.fromEntries(errors.map(({ rule }) => [rule, counts[rule] ?? 1]));
  return {
    ...counted,
    verdict: verdictOf(step, checks, Object.keys(byRule)),
    ...(comparedWith !== undefined && { comparedWith }),
    files,
    problems: alike(errors, counts).slice(0, NAMED).map(lineOf),
    counts: byRule,
  };
}

type Problem = Pick<Violation, 'message' | 'file' | 'line'> & { readonly rule: string; readonly times?: number };

function lineOf({ message, file, line, ...rule }: Problem): string {
  const place = file === undefined ? '' : `${printable(file)}${line === undefined ? '' : `:${line}`}: `;
  return `- ${place}${message} (${ruleTimes(rule)})`;
}

/** Findings as lines of text; empty if there is nothing to report. The first line makes sense without the others. */
function describe({ counts, problems, rows, isComplete, verdict, decision }: DataStatistics): readonly string[] {
  const rules = Object.entries(counts).map(([rule, count]) => `${rule} ${count}`);
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = [
    ...(number > 0 ? [`${plural(number, 'violation')} in the data (${rules.join(', ')})`] : []),
    ...(decision ? [`${verdict.toLowerCase()} by ${printable(decision.by)}: ${printable(decision.reason)}`] : []),
    ...(isComplete ? [] : [`only the first ${plural(rows, 'row')} could be checked`]),
  ];
  return parts.length === 0 ? [] : [parts.join('; '), ...problems];
}
