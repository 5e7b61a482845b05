const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { relative, sep } = require('node:path');
const swc = require('@swc/jest');

/** Differs for each version of this file, so that Jest's cache returns no output of an earlier version. */
const VERSION = createHash('sha256').update(readFileSync(__filename)).digest('hex');

/**
 * Gives test files the sources of this project, and the packages that `jest.config.js` lets through, as `environment.ts` has loaded them.
 * Each test file loads files below `test/` for itself. It also loads handlers of functions for itself, because they read their environment
 * while they load.
 */
function createTransformer(options) {
  const ofTests = swc.createTransformer(options);
  return {
    process(text, path, run) {
      const name = relative(run.config.rootDir, path).split(sep).join('/');
      if (/^test\/|^functions\/[\w-]+\/handler\.ts$/.test(name)) return ofTests.process(text, path, run);
      return { code: `module.exports = globalThis.__sources(${JSON.stringify(name)});` };
    },
    getCacheKey: (text, path, run) => `${VERSION}-${ofTests.getCacheKey(text, path, run)}`,
  };
}

module.exports = { createTransformer };
