const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Test files that take the longest: more than ten seconds of a core, measured in November 2026. Jest knows how long a file took from earlier
 * runs on the same machine; in a fresh clone it would order files by size, and the last of these would keep one core busy alone.
 */
const LONGEST = [
  'workflows/forecast',
  'workflows/ninety-days',
  'workflows/command',
  'command/destroy',
  'workflows/data-deletion',
  'workflows/many-solutions',
  'scripts/privileges/assess',
  'workflows/quota-queue',
  'workflows/leftovers',
  'workflows/scheduled-runs',
  'workflows/skipped-updates',
  'workflows/waits',
  'workflows/stopped',
  'workflows/removal',
  'command/prune',
  'workflows/failing-steps',
  'workflows/planted-values',
  'workflows/invalid-events',
  'workflows/side-by-side',
  'workflows/data-lock',
  'workflows/long-runs',
  'workflows/few-functions',
  'command/commands',
];

/** Tests of the worker itself: a package that another test file loads, as Inquirer, may change it. */
const OF_WORKER = /\/promise-hooks\.test\.ts$/;

/** The longest test files first and the unit tests last, so that all workers finish together. */
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
