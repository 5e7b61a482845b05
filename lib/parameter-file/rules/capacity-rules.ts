import { show } from '../../text/format';
import { LOOKBACK } from '../capacity';
import { durationText, parseDuration } from '../duration';
import { joinPointer, resolvePointer } from '../json-pointer';
import type { Rule } from './rule';

const RANGE = `from ${durationText(LOOKBACK.min)} to ${durationText(LOOKBACK.max)}`;

export const CAPACITY_RULES: readonly Rule[] = [
  {
    name: 'capacity-duration',
    demands: `capacity.lookBack is ${RANGE}; idleAfter is from ${durationText(LOOKBACK.min)} to the lookback period.`,
    *check({ file }) {
      let most: number = LOOKBACK.max;
      for (const member of ['lookBack', 'idleAfter']) {
        const path = joinPointer('/capacity', member);
        const value = resolvePointer(file, path);
        const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
        const fits = seconds === undefined || (seconds >= LOOKBACK.min && seconds <= most);
        if (!fits) {
          const message = `${show(value)} must be from ${durationText(LOOKBACK.min)} to ${durationText(most)}${member === 'idleAfter' ? ', the lookback period' : ''}.`;
          yield { path, value, message };
        }
        if (member === 'lookBack' && fits) most = seconds ?? LOOKBACK.default;
      }
    },
  },
];
