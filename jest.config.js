/** Folders of sources, for `--onlyChanged` and `--findRelatedTests`. The others hold copies of package.json files, or what is installed. */
const SOURCES = [
  'cli',
  'emulator',
  'examples',
  'functions',
  'lib',
  'local',
  'scripts',
  'simulation',
  'stacks',
  'statemachines',
];

/** Each project with the folders of its tests, below `test/`. */
const PROJECTS = {
  // The product's own code, file by file: no stack is synthesized, no process started.
  unit: ['cli', 'functions', 'lib', 'oracles', 'repository', 'statemachines'],
  // What is deployed, packaged and written of the synthesized stack.
  stack: ['docs', 'examples', 'scripts', 'stacks'],
  // The AWS emulator alone.
  emulator: ['emulator'],
  // What runs the product in the emulator.
  simulation: ['local', 'simulation'],
  // Whole workflows in the local AWS.
  workflows: ['workflows'],
  // The command as it is published, against the local AWS.
  command: ['command'],
};

/** How TypeScript is compiled. */
const SWC = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: './test/support/global-setup.ts',
  globalTeardown: './test/support/global-teardown.ts',
  testSequencer: './test/support/sequencer.js',
  // Jest leaves one core to the person at the machine; with two cores that is half of them.
  maxWorkers: '100%',
  // Ends what hangs. Whole workflows run in real processes of a second or two, and a busy machine may take its time.
  testTimeout: 600_000,
  projects: Object.entries(PROJECTS).map(([displayName, folders]) => ({
    displayName,
    roots: [...SOURCES, 'test'].map((folder) => `<rootDir>/${folder}`),
    testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
    // All test files of a worker of Jest share the sources, and the AWS SDK, whose classes both know.
    testEnvironment: './test/support/shared-sources/environment.ts',
    transform: { '^.+\\.[jt]s$': ['./test/support/shared-sources/transform.js', SWC] },
    transformIgnorePatterns: ['/node_modules/(?!@aws-sdk/)'],
  })),
};
