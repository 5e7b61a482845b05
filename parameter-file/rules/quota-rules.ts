import type { Outline } from '../outline';
import type { Rule } from './rule';

/** Default quotas of Personalize for one dataset group. Source: developer guide, "Endpoints and quotas". */
const QUOTAS: readonly {
  readonly what: string;
  readonly path: string;
  readonly limit: number;
  readonly count: (outline: Outline) => number;
}[] = [
  { what: 'solutions', path: '/solutions', limit: 10, count: ({ solutions }) => solutions.length },
  {
    what: 'campaigns',
    path: '/solutions',
    limit: 5,
    count: ({ solutions }) => solutions.flatMap(({ campaigns }) => campaigns).length,
  },
  { what: 'filters', path: '/filters', limit: 10, count: ({ filters }) => filters.length },
  { what: 'recommenders', path: '/recommenders', limit: 5, count: ({ recommenders }) => recommenders.length },
];

export const QUOTA_RULES: readonly Rule[] = [
  {
    name: 'default-quota',
    severity: 'warning',
    demands: `A dataset group has at most ${QUOTAS.map(({ limit, what }) => `${limit} ${what}`).join(', ')}, unless AWS has raised its quota.`,
    *check(outline) {
      for (const { what, path, limit, count } of QUOTAS) {
        const found = count(outline);
        if (found <= limit) continue;
        yield {
          path,
          atKey: true,
          value: found,
          message: `The file has ${found} ${what}; a dataset group has at most ${limit}, unless the quota was raised.`,
        };
      }
    },
  },
];
