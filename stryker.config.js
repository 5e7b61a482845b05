const jestConfig = require('./jest.config.js');

const unit = jestConfig.projects.find(({ displayName }) => displayName === 'unit');
/** Tests that read sources as text would see Stryker's changes. */
const READS_SOURCES = /\/(?:repository|statemachines)\//;

/**
 * `npm run mutation`: changes the pure modules in one place at a time; unit tests must notice.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
module.exports = {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    config: {
      ...unit,
      globalSetup: './test/support/global-setup.ts',
      globalTeardown: './test/support/global-teardown.ts',
      testMatch: unit.testMatch.filter((pattern) => !READS_SOURCES.test(pattern)),
    },
  },
  mutate: [
    ...['parameter-file', 'reconciler', 'record-table', 'scheduling'].map((folder) => `${folder}/**/*.ts`),
    // Generated, and what generates it.
    '!parameter-file/json-schema/**',
  ],
  // Tables and texts outside of functions: a test cannot tell which of its lines it covers.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  // Messages for people are tested by what they name, not by each word.
  mutator: { excludedMutations: ['StringLiteral'] },
  // Stryker reads it with TypeScript's API, which version 7 does not have; Jest needs none.
  tsconfigFile: 'none.json',
  concurrency: 2,
  incremental: true,
  incrementalFile: 'node_modules/.cache/personalize-mlops/mutation.json',
  ignorePatterns: ['cdktf.out', 'dist', '.git'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
};
