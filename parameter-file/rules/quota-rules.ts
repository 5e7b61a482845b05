import { LIMITS, type Limit, limitSource } from '../../personalize/limits';
import type { Outline } from '../outline';
import type { Rule } from './rule';

/** Quotas of a dataset group. */
const QUOTAS: readonly {
  readonly what: string;
  readonly path: string;
  readonly limit: Limit;
  readonly of: (outline: Outline) => readonly unknown[];
}[] = [
  { what: 'solutions', path: '/solutions', limit: LIMITS.solutions, of: ({ solutions }) => solutions },
  {
    what: 'campaigns',
    path: '/solutions',
    limit: LIMITS.campaigns,
    of: ({ solutions }) => solutions.flatMap(({ campaigns }) => campaigns),
  },
  { what: 'filters', path: '/filters', limit: LIMITS.filters, of: ({ filters }) => filters },
  { what: 'recommenders', path: '/recommenders', limit: LIMITS.recommenders, of: ({ recommenders }) => recommenders },
];

export const QUOTA_RULES: readonly Rule[] = [
  {
    name: 'default-quota',
    severity: 'warning',
    demands: `A dataset group has at most ${QUOTAS.map(({ limit, what }) => `${limit.max} ${what}`).join(', ')}.`,
    *check(outline) {
      for (const { what, path, limit, of } of QUOTAS) {
        const found = of(outline).length;
        if (found <= limit.max) continue;
        const message = `The file has ${found} ${what}; AWS allows ${limit.max} in a dataset group unless the quota was raised ${limitSource(limit)}.`;
        yield { path, atKey: true, value: found, message };
      }
    },
  },
];
