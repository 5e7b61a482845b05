import { grouped, show } from '../../text/format';
import { BUDGET_MEMBERS } from '../budget';
import { LOOKBACK } from '../capacity';
import { durationText, parseDuration } from '../duration';
import { joinPointer, resolvePointer } from '../json-pointer';
import { checkMember, type Rule } from './rule';

const RANGE = `from ${durationText(LOOKBACK.min)} to ${durationText(LOOKBACK.max)}`;

/** Requests per second above which a minimum gives a warning: a higher minimum is more likely a mistake than a need. */
export const HIGH_MINIMUM = 10;

export const CAPACITY_RULES: readonly Rule[] = [
  {
    name: 'capacity-duration',
    demands: `capacity.lookBack is ${RANGE}; idleAfter is from ${durationText(LOOKBACK.min)} to the lookback period.`,
    *check({ file }) {
      let max: number = LOOKBACK.max;
      for (const member of ['lookBack', 'idleAfter']) {
        const path = joinPointer('/capacity', member);
        const value = resolvePointer(file, path);
        const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
        const fits = seconds === undefined || (seconds >= LOOKBACK.min && seconds <= max);
        if (!fits) {
          const message = `${show(value)} must be from ${durationText(LOOKBACK.min)} to ${durationText(max)}${member === 'idleAfter' ? ', the lookback period' : ''}.`;
          yield { path, value, message };
        }
        // If the lookback period is unreadable or out of range, `idleAfter` may be as long as the longest lookback
        // period.
        if (member === 'lookBack' && value === undefined) max = LOOKBACK.default;
        else if (member === 'lookBack' && fits) max = seconds ?? max;
      }
    },
  },
  {
    name: 'high-minimum',
    severity: 'warning',
    demands: `minProvisionedTPS and minRecommendationRequestsPerSecond are at most ${HIGH_MINIMUM}, or provisionedTpsHoursPerMonth limits them.`,
    *check({ file, solutions, recommenders }) {
      if (resolvePointer(file, joinPointer('/budget', BUDGET_MEMBERS.provisionedTpsHours)) !== undefined) return;
      const campaigns = solutions.flatMap((solution) => solution.campaigns);
      yield* checkMember(campaigns, '/minProvisionedTPS', highMinimum);
      yield* checkMember(recommenders, '/recommenderConfig/minRecommendationRequestsPerSecond', highMinimum);
    },
  },
];

function highMinimum(minimum: unknown) {
  return (
    typeof minimum === 'number' &&
    minimum > HIGH_MINIMUM && {
      message: `${minimum} bills ${grouped(minimum * 720)} TPS-hours in 30 days, whether requests come or not.`,
      hint: 'Begin with 1: Personalize scales up by itself.',
    }
  );
}
