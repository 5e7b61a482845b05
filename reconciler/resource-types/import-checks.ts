import type { DataLocation } from '../../aws/data-bucket';
import { ageProblem, type CountedData, limitProblems } from '../../parameter-file/data-checks';
import { datasetPurpose } from '../../parameter-file/dataset-purpose';
import type { ChecksSection } from '../../parameter-file/sections';
import { addDatasetFaults } from '../../personalize/data-rules/dataset-faults';
import { Findings, type Violation } from '../../personalize/data-rules/findings';
import { isForUploads } from '../../personalize/data-rules/rules';
import { plural, printable } from '../../personalize/text';
import { baselineOf, type DataStatistics } from '../../record-table/data-statistics';
import { InvalidData, NotCheckedYet } from '../errors';
import { datasetOf, describeResource, type Step } from '../step';
import { type CheckPlan, planCheck } from './import-check-plan';

/** Problems that a message has. */
const NAMED = 10;
const ITEMS_UNREAD = 'maximumUnknownItems is not checked, as not every row of the items could be read';

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
  const known = await step.dataStatistics.of(datasetGroup, csvName);
  const [accepted, baseline] = [known.find(isAccepted), baselineOf(known)];
  const judged = known.find(
    (each) =>
      each.fingerprint === plan.fingerprint &&
      (each === accepted || (each.verdict === 'REFUSED' && each.comparedWith === baseline?.fingerprint)),
  );
  const found: DataStatistics = judged ? asOfNow(step, checks, judged) : await judge(step, checks, plan, baseline);
  if (found !== judged) await step.dataStatistics.add(datasetGroup, csvName, found);
  if (isAccepted(found)) return;
  const resolution = 'Correct the files and upload them.';
  const [first = '', ...lines] = describe(found);
  throw new InvalidData(describeResource(step), `${first}.`, [resolution, ...lines].join('\n'));
}

/** What the newest check that accepted data of the step's dataset has found; undefined without a violation. */
export async function acceptedNote(step: Step): Promise<string | undefined> {
  const { checks, csvName } = datasetOf(step);
  const known = checks && (await step.dataStatistics.of(step.state.datasetGroup.name, csvName));
  const accepted = known?.find(isAccepted);
  return (accepted && describe(accepted).join('\n')) || undefined;
}

const isAccepted = ({ verdict }: DataStatistics) => verdict === 'ACCEPTED';

/** What was found once, and that the data is too old by now; the same object if it is not. */
function asOfNow({ now }: Step, checks: ChecksSection, judged: DataStatistics): DataStatistics {
  const message = judged.isComplete && ageProblem(checks, judged, now);
  if (message === false || judged.verdict === 'REFUSED' || judged.counts.maximumAge !== undefined) return judged;
  return {
    ...{ ...judged, checkedAt: now.toISOString(), verdict: verdictOf(checks, [message]) },
    // It is the baseline itself.
    comparedWith: judged.fingerprint,
    problems: [lineOf({ rule: 'maximumAge', message }), ...judged.problems].slice(0, NAMED),
    counts: { ...judged.counts, maximumAge: 1 },
  };
}

function verdictOf({ onViolation = 'fail' }: ChecksSection, errors: readonly unknown[]): DataStatistics['verdict'] {
  return errors.length > 0 && onViolation === 'fail' ? 'REFUSED' : 'ACCEPTED';
}

/** @throws NotCheckedYet if a part is not checked yet */
async function judge(step: Step, checks: ChecksSection, { fingerprint, parts }: CheckPlan, baseline?: DataStatistics) {
  const { state, now, dataStatistics } = step;
  const dataset = datasetOf(step);
  const found = new Findings(datasetPurpose(state, dataset));
  const items = new Findings(datasetPurpose(state, parts.at(-1)?.dataset ?? dataset));
  for (const part of parts) {
    const each = await dataStatistics.part(state.datasetGroup.name, part.record);
    if (each === undefined) throw new NotCheckedYet({ fingerprint, parts: parts.length });
    (part.dataset === dataset ? found : items).merge(each);
  }
  addDatasetFaults(found, now);

  const { violations, files, isComplete, counts } = found.toJSON();
  const { ITEM_ID, EVENT_TYPE } = found.distinct;
  const counted: CountedData = {
    ...{ ...found.summary, eventTypes: EVENT_TYPE.count() },
    ...(items.bytes > 0 && items.isComplete && { unknownItems: ITEM_ID.shareMissingIn(items.distinct.ITEM_ID) }),
  };
  const limits = isComplete ? limitProblems(checks, counted, baseline, now) : [];
  const errors: readonly Problem[] = [...limits, ...violations.filter(({ severity }) => severity === 'error')];
  const refusing = errors.filter(({ rule }) => step.isUpload || !isForUploads(rule));
  return {
    ...{ ...counted, fingerprint, checkedAt: now.toISOString(), verdict: verdictOf(checks, refusing) },
    ...(baseline && { comparedWith: baseline.fingerprint }),
    ...{ files, isComplete, ...(items.bytes > 0 && { isItemsComplete: items.isComplete }) },
    problems: errors.slice(0, NAMED).map(lineOf),
    counts: Object.fromEntries(errors.map(({ rule }) => [rule, counts[rule] ?? 1])),
  };
}

type Problem = Pick<Violation, 'message' | 'file' | 'line'> & { readonly rule: string };

function lineOf({ rule, message, file, line }: Problem): string {
  const place = file === undefined ? '' : `${printable(file)}${line === undefined ? '' : `:${line}`}: `;
  return `- ${place}${message} (${rule})`;
}

/** No lines without a violation. The first stands by itself. */
function describe({ counts, problems, rows, isComplete, isItemsComplete }: DataStatistics): readonly string[] {
  const rules = Object.entries(counts).map(([rule, count]) => `${rule} ${count}`);
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = [
    ...(number > 0 ? [`${plural(number, 'violation')} in the data (${rules.join(', ')})`] : []),
    ...(isComplete ? [] : [`only the first ${plural(rows, 'row')} could be checked`]),
    ...(isItemsComplete === false ? [ITEMS_UNREAD] : []),
  ];
  return parts.length === 0 ? [] : [parts.join('; '), ...problems];
}
