import { LIMITS, type Limit, limitSource } from '../../personalize/limits';
import type { Outline } from '../outline';
import type { Rule } from './rule';

/** Quotas of a dataset group. */
const QUOTAS: readonly {
  readonly what: string;
  readonly path: string;
  readonly limit: Limit;
  readonly count: (outline: Outline) => number;
}[] = [
  { what: 'solutions', path: '/solutions', limit: LIMITS.solutions, count: ({ solutions }) => solutions.length },
  {
    what: 'campaigns',
    path: '/solutions',
    limit: LIMITS.campaigns,
    count: ({ solutions }) => solutions.flatMap(({ campaigns }) => campaigns).length,
  },
  { what: 'filters', path: '/filters', limit: LIMITS.filters, count: ({ filters }) => filters.length },
  {
    what: 'recommenders',
    path: '/recommenders',
    limit: LIMITS.recommenders,
    count: ({ recommenders }) => recommenders.length,
  },
];

export const QUOTA_RULES: readonly Rule[] = [
  {
    name: 'default-quota',
    severity: 'warning',
    demands: `A dataset group has at most ${QUOTAS.map(({ limit, what }) => `${limit.max} ${what}`).join(', ')}.`,
    *check(outline) {
      for (const { what, path, limit, count } of QUOTAS) {
        const found = count(outline);
        if (found <= limit.max) continue;
        yield {
          path,
          atKey: true,
          value: found,
          message: `The file has ${found} ${what}; AWS allows ${limit.max} in a dataset group unless the quota was raised ${limitSource(limit)}.`,
        };
      }
    },
  },
];
