import type { DataLocation } from '../../aws/data-bucket';
import { ageProblems, type DataChecks, limitProblems } from '../../parameter-file/data-checks';
import { datasetPurpose } from '../../parameter-file/dataset-purpose';
import type { DesiredDataset } from '../../parameter-file/desired-state';
import type { CheckedFiles } from '../../personalize/data-rules/checked-files';
import { addDatasetFaults } from '../../personalize/data-rules/dataset-faults';
import { Distinct } from '../../personalize/data-rules/distinct';
import { Statistics } from '../../personalize/data-rules/statistics';
import { Violations } from '../../personalize/data-rules/violations';
import { plural, printable } from '../../personalize/text';
import { baselineOf, type DataStatistics } from '../../record-table/data-statistics';
import { InvalidData, NotCheckedYet } from '../errors';
import { datasetOf, describeResource, type Step } from '../step';
import { type CheckPlan, planCheck } from './import-check-plan';

/** Problems that a message has, and files that a record has. */
const NAMED = 10;
const RECORDED_FILES = 20;

/**
 * Goes by the check of every row, if the file wants one. The same data is checked once, unless other data was accepted in between;
 * only its age is checked each time.
 * @throws NotCheckedYet if the check is due
 * @throws InvalidData if it refuses the data
 */
export async function assertChecked(step: Step, data: DataLocation): Promise<void> {
  const dataset = datasetOf(step);
  const { checks, csvName } = dataset;
  if (checks === undefined) return;
  const datasetGroup = step.state.datasetGroup.name;
  const plan = await planCheck(step, dataset, data);
  const { fingerprint } = plan;
  const known = await step.dataStatistics.of(datasetGroup, csvName);
  const [accepted, baseline] = [newestAccepted(known), baselineOf(known)];
  const judged = known.find(
    (each) =>
      each.fingerprint === fingerprint &&
      (each === accepted || (each.verdict === 'REFUSED' && each.comparedWith === baseline?.fingerprint)),
  );
  let found = judged && asOfNow(step, checks, judged);
  if (found === undefined) {
    const keys = plan.parts.map((_, part) => ({ datasetGroup, csvName, part, fingerprint }));
    const parts = await Promise.all(keys.map((key) => step.dataStatistics.part(key)));
    const checked = parts.filter((part) => part !== undefined);
    if (checked.length < parts.length) throw new NotCheckedYet({ fingerprint, parts: parts.length });
    found = judge(step, { ...dataset, checks }, plan, checked, baseline);
  }
  if (found !== judged) await step.dataStatistics.add(datasetGroup, csvName, found);
  if (found.verdict === 'ACCEPTED') return;
  const resolution = 'No import was started, the data of before stays in use. Correct the files and upload them.';
  const [first = '', ...lines] = describe(found);
  throw new InvalidData(describeResource(step), `${first}.`, [resolution, ...lines].join('\n'));
}

/** What the newest check that accepted data of the step's dataset has found; undefined without a violation. */
export async function acceptedNote(step: Step): Promise<string | undefined> {
  const { checks, csvName } = datasetOf(step);
  if (checks === undefined) return undefined;
  const known = await step.dataStatistics.of(step.state.datasetGroup.name, csvName);
  const accepted = newestAccepted(known);
  const lines = accepted === undefined ? [] : describe(accepted);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function newestAccepted(known: readonly DataStatistics[]): DataStatistics | undefined {
  return known.find(({ verdict }) => verdict === 'ACCEPTED');
}

/** What was found once, and that the data is too old by now; the same object if it is not. */
function asOfNow({ now }: Step, checks: DataChecks, judged: DataStatistics): DataStatistics {
  if (judged.verdict === 'REFUSED' || !judged.isComplete || judged.counts.maximumAge !== undefined) return judged;
  const [problem] = ageProblems(checks, judged, now);
  if (problem === undefined) return judged;
  return {
    ...{ ...judged, checkedAt: now.toISOString(), verdict: verdictOf(checks, [problem]) },
    // It is the baseline itself.
    comparedWith: judged.fingerprint,
    problems: [lineOf(problem), ...judged.problems].slice(0, NAMED),
    counts: { ...judged.counts, maximumAge: 1 },
  };
}

function verdictOf({ onViolation }: DataChecks, errors: readonly unknown[]): DataStatistics['verdict'] {
  return errors.length > 0 && onViolation === 'fail' ? 'REFUSED' : 'ACCEPTED';
}

function judge(
  { state, now }: Step,
  dataset: DesiredDataset & { readonly checks: DataChecks },
  { fingerprint, parts }: CheckPlan,
  checked: readonly CheckedFiles[],
  baseline: DataStatistics | undefined,
): DataStatistics {
  const { checks, csvName } = dataset;
  const purpose = datasetPurpose(state, dataset);
  const own = checked.filter((_, index) => parts[index]?.dataset.csvName === csvName);
  const violations = new Violations();
  const total = new Statistics(purpose.fields, purpose.trainings);
  for (const each of own) {
    violations.merge(each);
    total.merge(Statistics.unpack(purpose.fields, purpose.trainings, each.statistics));
  }
  const isComplete = own.every((each) => each.isComplete);
  const bytes = parts.flatMap((part) => (part.dataset.csvName === csvName ? part.files : [])).map(({ size }) => size);
  addDatasetFaults(violations, total, purpose, { bytes: bytes.reduce((sum, size) => sum + size, 0), isComplete });

  const { rows, nulls, users, items, actions, from, to } = total.summary;
  const ofItems = checked.slice(own.length);
  const isItemsComplete = ofItems.every((each) => each.isComplete);
  const unknownItems = isItemsComplete ? unknownShare(total, ofItems) : undefined;
  const counted = { rows, nulls, to, ...(unknownItems !== undefined && { unknownItems }) };
  const limits = isComplete ? [...limitProblems(checks, counted, baseline, now)] : [];
  const errors = [...limits, ...violations.first.filter(({ severity }) => severity === 'error')];
  const counts = new Map<string, number>(violations.counts);
  return {
    ...{ fingerprint, checkedAt: now.toISOString() },
    verdict: verdictOf(checks, errors),
    ...(baseline && { comparedWith: baseline.fingerprint }),
    ...{ users, items, actions, from, isComplete, ...counted },
    ...(ofItems.length > 0 && { isItemsComplete }),
    eventTypes: total.distinct.EVENT_TYPE.size,
    files: own.flatMap(({ files }) => files).slice(0, RECORDED_FILES),
    problems: errors.slice(0, NAMED).map(lineOf),
    counts: Object.fromEntries(errors.map(({ rule }) => [rule, counts.get(rule) ?? 1])),
  };
}

/** Of the interactions whose items are counted; undefined if no items were read. */
function unknownShare({ distinct }: Statistics, items: readonly CheckedFiles[]): number | undefined {
  if (items.length === 0) return undefined;
  const known = new Distinct();
  for (const { statistics } of items) known.merge(Distinct.unpack(statistics.distinct.ITEM_ID ?? ''));
  return distinct.ITEM_ID.shareMissingIn(known);
}

interface Problem {
  readonly rule: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

function lineOf({ rule, message, file, line }: Problem): string {
  const place = file === undefined ? '' : `${printable(file)}${line === undefined ? '' : `:${line}`}: `;
  return `- ${place}${message} (${rule})`;
}

/** No lines without a violation. The first stands by itself. */
function describe({ counts, problems, rows, isComplete, isItemsComplete }: DataStatistics): readonly string[] {
  const rules = Object.entries(counts);
  const number = rules.reduce((sum, [, count]) => sum + count, 0);
  const found = rules.map(([rule, count]) => `${rule} ${count}`).join(', ');
  const far = isComplete ? [] : [`only the first ${plural(rows, 'row')} could be checked`];
  const skipped = ['maximumUnknownItems is not checked, as not every row of the items could be read'];
  const parts = [
    ...(number > 0 ? [`${plural(number, 'violation')} in the data (${found})`] : []),
    ...far,
    ...(isItemsComplete === false ? skipped : []),
  ];
  return parts.length === 0 ? [] : [parts.join('; '), ...problems];
}
