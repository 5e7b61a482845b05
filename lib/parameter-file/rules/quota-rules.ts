import { LIMITS, limitSource } from '../../personalize/limits';
import type { Rule } from './rule';

/** Sections whose elements are limited by a quota of the dataset group. */
const COUNTED = ['solutions', 'campaigns', 'filters', 'recommenders'] as const;

export const QUOTA_RULES: readonly Rule[] = [
  {
    name: 'default-quota',
    severity: 'warning',
    demands: `A dataset group has at most ${COUNTED.map((what) => `${LIMITS[what].max} ${what}`).join(', ')}.`,
    *check({ solutions, filters, recommenders }) {
      const campaigns = solutions.flatMap((solution) => solution.campaigns);
      const counts = { solutions, campaigns, filters, recommenders };
      for (const what of COUNTED) {
        const [found, limit] = [counts[what].length, LIMITS[what]];
        if (found <= limit.max) continue;
        const message = `The file has ${found} ${what}; AWS allows ${limit.max} in a dataset group ${limitSource(limit)}, unless your quota was raised.`;
        yield { path: what === 'campaigns' ? '/solutions' : `/${what}`, atKey: true, value: found, message };
      }
    },
  },
];
