const jestConfig = require('./jest.config.js');

const unit = jestConfig.projects.find(({ displayName }) => displayName === 'unit');
const [[, swc]] = Object.values(unit.transform);

const FOLDERS = ['parameter-file', 'reconciler', 'record-table', 'schedule-expression', 'scheduling'];
const folders = process.env.MUTATED?.split(',') ?? FOLDERS.map((name) => `lib/${name}`);

/**
 * `npm run mutation`, `MUTATED=lib/scheduling npm run mutation`: changes the pure modules in one place at a time; the unit tests of their folders must notice.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
module.exports = {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    config: {
      ...unit,
      // Stryker selects a change by a global of the test file, so each test file loads the sources anew.
      testEnvironment: 'node',
      transform: { '^.+\\.ts$': ['@swc/jest', swc] },
      transformIgnorePatterns: ['/node_modules/'],
      globalSetup: './test/support/global-setup.ts',
      globalTeardown: './test/support/global-teardown.ts',
      // Fewer files to relate to each other, anew for each change.
      roots: [...folders, ...folders.map((folder) => `test/${folder}`), 'test/support'].map(
        (path) => `<rootDir>/${path}`,
      ),
      testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
      // Generated code; and property tests, which take seconds for each change: the score holds without them.
      testPathIgnorePatterns: ['/node_modules/', '/test/lib/parameter-file/json-schema/', '\\.property\\.test\\.ts$'],
    },
  },
  mutate: [
    ...folders.map((folder) => `${folder}/**/*.ts`),
    // Generated, and what generates it.
    '!lib/parameter-file/json-schema/**',
  ],
  // Tables and texts outside of functions: a test cannot tell which of its lines it covers.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  // Messages for people are tested by what they name, not by each word.
  mutator: { excludedMutations: ['StringLiteral'] },
  // Stryker reads it with TypeScript's API, which version 7 does not have; Jest needs none.
  tsconfigFile: 'none.json',
  concurrency: 2,
  // A busy machine is not an endless loop.
  timeoutMS: 30_000,
  incremental: true,
  incrementalFile: 'node_modules/.cache/personalize-mlops/mutation.json',
  ignorePatterns: ['cdktf.out', 'dist', '.git'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
};
