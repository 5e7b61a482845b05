import { isOpen } from '../../lib/reconciler/promotion/decision-lines';
import { isChange, isOverBudget, isRefusedAgain, isSkippedAgain, type RunEnd } from './run-end';

type Rule = (end: Pick<RunEnd, 'failure' | 'resources' | 'decisions' | 'warnings' | 'changes'>) => boolean;

const needsPeople: Rule = ({ failure, decisions, resources }) =>
  failure !== undefined || decisions.some(isOpen) || resources.some(isOverBudget);

/** Rules by value of the Terraform variable `notify_on`. */
const RULES: Readonly<Record<string, Rule>> = {
  all: (end) => needsPeople(end) || !(isRefusedAgain(end) || isSkippedAgain(end)),
  failures: needsPeople,
  changes: (end) =>
    needsPeople(end) ||
    end.resources.some(isChange) ||
    end.decisions.length > 0 ||
    end.warnings.length > 0 ||
    end.changes !== undefined,
};

/**
 * True if the topic is notified of a run's end.
 * @throws Error for an unknown value of `notify_on`
 */
export function mustNotify(end: Parameters<Rule>[0], notifyOn: string): boolean {
  const rule = Object.hasOwn(RULES, notifyOn) ? RULES[notifyOn] : undefined;
  if (rule === undefined)
    throw new Error(`NOTIFY_ON is '${notifyOn}': it must be one of ${Object.keys(RULES).join(', ')}.`);
  return rule(end);
}
