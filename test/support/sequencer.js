const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Test files that take the longest: more than ten seconds of a core, measured in November 2026. On the same machine, Jest knows from
 * earlier runs how long a file takes. In a fresh clone, it would order files by size, and a long file that starts last would keep one core
 * busy alone.
 */
const LONGEST = [
  'scripts/privileges/assess',
  'workflows/command',
  'command/permissions',
  'command/destroy',
  'workflows/forecast',
  'workflows/leftovers',
  'workflows/waits',
  'command/data-deletions-purge',
  'workflows/data-deletion',
  'command/commands',
  'workflows/scheduled-runs',
  'command/apply-again',
  'command/versions',
  'workflows/resource-drift',
  'workflows/data-lock',
  'workflows/quota-queue',
  'command/data',
  'workflows/side-by-side',
  'command/import-dataset-group',
  'workflows/files-in-force',
  'workflows/schedules',
  'command/apply',
  'workflows/uploads',
  'workflows/resting-recommenders',
  'scripts/docs/operations',
  'workflows/hostile-uploads',
  'workflows/stopped',
  'workflows/notifications',
  'workflows/promotion',
  'workflows/ninety-days',
  'workflows/removal',
  'workflows/changing-data',
  'workflows/load',
  'workflows/long-runs',
  'command/hostile-files',
  'workflows/refused-data',
  'simulation/simulate/simulate',
  'workflows/planted-values',
  'command/doctor',
  'workflows/report',
  'workflows/examples',
  'scripts/account-check/lies',
];

/** Tests of the worker itself. They come first, because a package that another test file loads, such as Inquirer, may change the worker. */
const OF_WORKER = /\/promise-hooks\.test\.ts$/;

/**
 * Runs the longest test files first and the unit tests last, so that all workers finish together. If Jest knows how
 * long every file takes, Jest's own order is kept.
 */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const areKnown = sorted.every(({ duration }) => duration !== undefined);
    if (!areKnown) sorted.sort((one, other) => rank(one) - rank(other));
    return sorted.sort((one, other) => Number(OF_WORKER.test(other.path)) - Number(OF_WORKER.test(one.path)));
  }
}

function rank({ path, context }) {
  if (context.config.displayName.name === 'unit') return LONGEST.length + 1;
  const index = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return index === -1 ? LONGEST.length : index;
}

module.exports = LongestFirst;
