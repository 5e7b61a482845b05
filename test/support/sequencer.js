const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Test files that take the longest: more than ten seconds of a core, measured in November 2026. Jest knows how long a file took from earlier
 * runs on the same machine; in a fresh clone it would order files by size, and the last of these would keep one core busy alone.
 */
const LONGEST = [
  'command/destroy',
  'workflows/command',
  'workflows/data-deletion',
  'workflows/failing-steps',
  'workflows/waits',
  'workflows/scheduled-runs',
  'scripts/privileges/assess',
  'command/apply-again',
  'verification/fuzz/play',
  'command/permissions',
  'workflows/changing-data',
  'command/commands',
  'workflows/leftovers',
  'command/import-dataset-group',
  'workflows/stopped',
  'command/apply',
  'workflows/quota-queue',
];

/** The longest test files first and the unit tests last, so that all workers finish together. */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const areKnown = sorted.every(({ duration }) => duration !== undefined);
    return areKnown ? sorted : sorted.sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ path, context }) {
  if (context.config.displayName.name === 'unit') return LONGEST.length + 1;
  const index = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return index === -1 ? LONGEST.length : index;
}

module.exports = LongestFirst;
