import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { synthesize } from '../../stacks/synth/synthesize';
import { BUNDLE_BYTES, limitOf } from './counted-figures';
import { deployedFunctions } from './deployed-functions';
import { type Figure, type Measure, median } from './measure';

const TAKINGS = 7;

/** Program that imports the bundle and prints how long this took, in milliseconds. In a cold start, Lambda does this before the first event. */
const IMPORT = 'const start = performance.now(); require(process.argv[1]); console.log(performance.now() - start);';

/** Size and cold import of each function's bundle, as deployed by the synthesized stack. */
export const functions: Measure = {
  name: 'Functions',
  take: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-functions-'));
    try {
      const empty = coldImport(write(folder, 'empty', Buffer.from('exports.handler = async () => ({});')), []);
      return deployedFunctions(synthesize(folder)).flatMap(({ name, code, variables }): Figure[] => [
        {
          name: `${name}: bundle`,
          value: code.length / 1000,
          unit: 'KB',
          besides: { name: 'limit', value: limitOf(BUNDLE_BYTES, name) / 1000 },
        },
        {
          name: `${name}: cold import`,
          value: coldImport(write(folder, name, code), variables),
          unit: 'ms',
          besides: { name: 'empty function', value: empty },
        },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function write(folder: string, name: string, code: Uint8Array): string {
  const path = join(folder, 'functions', name, 'index.js');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
  return path;
}

/** @param variables names of the function's environment variables. Any value will do, except for the time zone */
function coldImport(path: string, variables: readonly string[]): number {
  const env = {
    ...process.env,
    AWS_REGION: 'us-east-1',
    // The variable suppresses the SDK's warning that it will require a later Node.js, which does not concern the function.
    NODE_NO_WARNINGS: '1',
    ...Object.fromEntries(variables.map((name) => [name, name === 'SCHEDULE_TIMEZONE' ? 'UTC' : '1'])),
  };
  const times = Array.from({ length: TAKINGS }, () =>
    Number(execFileSync(process.execPath, ['-e', IMPORT, path], { env, encoding: 'utf8' })),
  );
  return median(times);
}
