import { BUDGET_MEMBERS, BUDGET_UNITS, type Budget, type BudgetUnit } from '../../parameter-file/budget';
import type { ForecastUse } from '../../parameter-file/forecast/forecast-use';
import { joinPointer } from '../../parameter-file/json-pointer';
import { sumOf } from '../../personalize/billed-quantity';
import { BILLING_UNITS } from '../../personalize/billing';
import { grouped } from '../../text/format';

/** A limit of a file's budget that the forecast of the file exceeds. */
export interface ExceededLimit {
  readonly unit: BudgetUnit;
  /** Member of the budget in the parameter file, e.g. `trainingHoursPerMonth`. */
  readonly member: string;
  /** Line of the parameter file, from 1; absent if the file is not written yet. */
  readonly line?: number;
  readonly limit: number;
  /** Forecast amount in the unit, without uses of unknown amount. */
  readonly amount: number;
  readonly excess: number;
  /** True if the amount is an upper bound: less may be used, but not more. */
  readonly isAtMost?: true;
  /**
   * skipped: work above the limit is skipped. refused: uploads that add TPS-hours are refused. notified: a notification is
   * sent, but nothing is skipped or refused.
   */
  readonly result: 'skipped' | 'refused' | 'notified';
}

/** Limits of a budget that a forecast exceeds. A raise of the limit for one month does not count, because it ends with the calendar month. */
export function exceededLimits(
  { limits, onExceeded }: Budget,
  uses: readonly ForecastUse[],
  lineOf?: (pointer: string) => number,
): readonly ExceededLimit[] {
  return BUDGET_UNITS.flatMap((unit): readonly ExceededLimit[] => {
    const { [unit]: limit } = limits;
    const own = uses.filter((use) => use.unit === unit);
    const amount = sumOf(own.map((use) => use.amount ?? 0));
    if (limit === undefined || amount <= limit) return [];
    const member = BUDGET_MEMBERS[unit];
    const skip = unit === 'provisionedTpsHours' ? 'refused' : 'skipped';
    return [
      {
        unit,
        member,
        ...(lineOf && { line: lineOf(joinPointer('/budget', member)) }),
        limit,
        amount,
        excess: sumOf([amount, -limit]),
        ...(isUpperBound(own) && { isAtMost: true }),
        result: onExceeded === 'skip' ? skip : 'notified',
      },
    ];
  });
}

/** True if the sum of the uses is an upper bound. */
function isUpperBound(uses: readonly ForecastUse[]): boolean {
  const isKnown = uses.every(({ amount }) => amount !== undefined);
  return isKnown && uses.some(({ isAtMost, amount = 0 }) => isAtMost && amount > 0);
}

const CONSEQUENCES: Readonly<Record<ExceededLimit['result'], string>> = {
  skipped: 'work above the limit is skipped, and a mail reports it',
  refused: 'an upload that adds TPS-hours is refused; existing campaigns and recommenders keep serving',
  notified: 'nothing is skipped, but a mail reports the excess',
};

/** Text for users such as `52.8 training hours, 12.8 above trainingHoursPerMonth 40 (line 3): work above the limit is skipped, ...`. */
export function exceededText({ unit, member, line, limit, amount, excess, isAtMost, result }: ExceededLimit): string {
  const place = line === undefined ? '' : ` (line ${line})`;
  const atMost = isAtMost ? 'at most ' : '';
  return `${atMost}${grouped(amount)} ${BILLING_UNITS[unit].many}, ${grouped(excess)} above ${member} ${grouped(limit)}${place}: ${CONSEQUENCES[result]}.`;
}
