import { describeError } from '../../lib/aws/service-of';
import { HarmlessEnd, RunError, StepBroke } from '../../lib/reconciler/errors';
import { IMPORTED_LATER } from '../../lib/reconciler/resource-types/known-refusals';
import type { WorkItem } from '../../lib/reconciler/work/work-item';
import { DECISION_ITEM, FILE_ITEM, SUPERSEDED_FILE } from '../../lib/record-table/progress';
import type { Failure } from '../../lib/record-table/runs';
import { cutText } from '../../lib/text/format';
import type { StepProgress } from './work-poll';

type ItemFailure = NonNullable<StepProgress['failure']>;

/**
 * Longest cause in UTF-16 units. Step Functions allows 32,768. But the cause of the calling execution, `run`, may repeat
 * this text, escaped as JSON twice, which makes it longer.
 */
const LONGEST_CAUSE = 12_000;

/**
 * The failure of an item. The message of a RunError or HarmlessEnd already names the resource. Other messages get the
 * item's title.
 */
export function failureOfItem({ title }: WorkItem, error: Error): ItemFailure {
  const isNamed = error instanceof RunError || error instanceof HarmlessEnd;
  const { name, message } = isNamed ? error : new StepBroke(title, describeError(error));
  return { name, message };
}

/** Names of failures that do not fail a run: {@link HarmlessEnd}, and a file that another upload has superseded. */
const HARMLESS: readonly string[] = ['RefusedBefore', 'NotCovered', 'LeftFile', SUPERSEDED_FILE];

/**
 * Failure of a run, with the messages of all failed items, those of data checks first. Its name is the name of the first
 * failure that is not {@link HARMLESS}. Undefined if no item failed, or if all failures are harmless.
 */
export function failureOfRun(
  list: readonly WorkItem[],
  progress: ReadonlyMap<string, StepProgress>,
): Failure | undefined {
  const failuresOf = (items: readonly WorkItem[]) => items.flatMap(({ id }) => progress.get(id)?.failure ?? []);
  const checks = list.filter(({ work }) => work.kind === 'RESOURCE' && work.until === 'CHECKED');
  const refused = failuresOf(checks);
  const accepted = checks.flatMap(({ id, work }) =>
    work.kind === 'RESOURCE' && work.acceptance && progress.get(id)?.status === 'READY'
      ? `The ${work.acceptance.dataset} need not be accepted again: ${IMPORTED_LATER}.`
      : [],
  );
  const all = [...refused, ...failuresOf(list.filter((item) => !checks.includes(item)))];
  const first = all.find(({ name }) => !HARMLESS.includes(name));
  if (first === undefined) return undefined;
  const messages = all.map(({ message }) => message);
  if (refused.length > 0) messages.splice(refused.length, 0, SKIPPED_IMPORTS, ...accepted);
  const isImport = ({ work }: WorkItem) => work.kind === 'RESOURCE' && work.resource.type === 'datasetImportJob';
  messages.push(...notReached(refused.length > 0 ? list.filter((item) => !isImport(item)) : list, progress));
  return { error: first.name, cause: cutText(messages.join('\n'), LONGEST_CAUSE) };
}

const SKIPPED_IMPORTS = 'No import was started, because not all data of the run passed their check.';

/** Maximum number of resources that a cause lists as not reached. */
const MAX_NAMED = 20;

/**
 * Ids of the items that all other items of a run need, if the run has them. The failure of such an item already implies
 * that nothing else has begun.
 */
const CONDITIONS: readonly string[] = [FILE_ITEM, DECISION_ITEM];

/** A line that names the resources on which no work began, because other items had failed. Empty if there are none. */
function notReached(list: readonly WorkItem[], progress: ReadonlyMap<string, StepProgress>): readonly string[] {
  const statusOf = (id = '') => progress.get(id)?.status ?? 'OPEN';
  if (CONDITIONS.some((id) => statusOf(id) === 'FAILED')) return [];
  const titles = list.flatMap(({ id, title, work }) => {
    // Checks of data and starts of trainings are separate items of the same resource. Only the last item of a resource
    // is listed.
    if (work.kind !== 'RESOURCE' || work.until === 'CHECKED' || work.until === 'STARTED') return [];
    return statusOf(id) === 'OPEN' && statusOf(work.continues) !== 'FAILED' ? [title] : [];
  });
  if (titles.length === 0) return [];
  const others = titles.length > MAX_NAMED ? ` and ${titles.length - MAX_NAMED} more` : '';
  return [`As a result, these were not started: ${titles.slice(0, MAX_NAMED).join(', ')}${others}.`];
}
