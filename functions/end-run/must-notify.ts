import { DELETION_WORKFLOW, REMOVAL_WORKFLOW } from '../../lib/parameter-file/workflows';
import { BEGUN_ABOVE } from '../../lib/reconciler/budget/reserve';
import { isOpen } from '../../lib/reconciler/promotion/decision-lines';
import { DRIFT_TRIGGER } from '../../lib/record-table/run-request';
import { isChange, isOverBudget, isSkippedAgain, isWithoutImport, type RunEnd } from './run-end';

type End = Pick<
  RunEnd,
  'workflow' | 'trigger' | 'failure' | 'resources' | 'decisions' | 'warnings' | 'changes' | 'isFirstUpload'
>;
type Rule = (end: End) => boolean;

const needsPeople: Rule = ({ failure, decisions, resources }) =>
  failure !== undefined || decisions.some(isOpen) || resources.some(isOverBudget);

/**
 * True for runs that people should know about, although nothing failed. A changed resource with a note makes a run unusual,
 * because the note may report that imported data violate a check. A note that work began above the budget is not considered here:
 * {@link needsPeople} decides on such runs.
 */
const isUnusual: Rule = ({ workflow, trigger, resources, decisions, warnings, changes }) =>
  workflow === DELETION_WORKFLOW ||
  workflow === REMOVAL_WORKFLOW ||
  warnings.length > 0 ||
  changes !== undefined ||
  decisions.some(({ decidedBy }) => decidedBy !== 'rules') ||
  resources.some(
    ({ result, note }) => result === 'DELETED' || (isChange({ result }) && note?.startsWith(BEGUN_ABOVE) === false),
  ) ||
  (trigger === DRIFT_TRIGGER && resources.some(isChange));

const needsAttention: Rule = (end) => needsPeople(end) || isUnusual(end) || end.isFirstUpload === true;

/**
 * Rules, by value of the Terraform variable `notify_on`. If the rule returns true, the topic is notified of the run at
 * once.
 */
const RULES: Readonly<Record<string, Rule>> = {
  all: (end) => needsAttention(end) || !(isWithoutImport(end) || isSkippedAgain(end)),
  attention: needsAttention,
  failures: needsPeople,
};

/**
 * True if the topic is notified of a run's end at once.
 * @throws Error for an unknown value of `notify_on`
 */
export function mustNotify(end: End, notifyOn: string): boolean {
  return ruleOf(notifyOn)(end);
}

/**
 * True if the topic is notified of capacity that became idle or oversized.
 * @throws Error as {@link mustNotify}
 */
export function notifiesCapacity(notifyOn: string): boolean {
  return ruleOf(notifyOn) !== RULES.failures;
}

function ruleOf(notifyOn: string): Rule {
  const rule = Object.hasOwn(RULES, notifyOn) ? RULES[notifyOn] : undefined;
  if (rule === undefined)
    throw new Error(`NOTIFY_ON is '${notifyOn}': it must be one of ${Object.keys(RULES).join(', ')}.`);
  return rule;
}
