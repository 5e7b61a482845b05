/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Jest leaves one core to the person at the machine; with two cores that is half of them.
  maxWorkers: '100%',
  // Ends what hangs. Whole workflows run in real processes of a second or two, and a busy machine may take its time.
  testTimeout: 600_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Synthesized output holds copies of package.json files, which confuse jest's module map.
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/dist'],
};
