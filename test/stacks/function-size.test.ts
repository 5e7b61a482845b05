import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { BUNDLE_BYTES, regressions } from '../../scripts/bench/counted-figures';
import { deployedFunctions } from '../../scripts/bench/deployed-functions';
import { readSynthesis } from '../support/synthesis';
import { synthesizedStack } from '../support/synthesized-stack';

/** Maximum size of a function's code in bytes, limited because a cold start reads and compiles all the code. */
const LIMIT_BYTES = 950_000;

const { configuration, folder } = readSynthesis(synthesizedStack());
const functions = Object.entries(configuration.resource.aws_lambda_function ?? {});

function code({ filename }: Readonly<Record<string, unknown>>): Uint8Array {
  const files = unzipSync(readFileSync(join(folder, String(filename).replace('${path.module}/', ''))));
  expect(Object.keys(files)).toEqual(['index.js']);
  return files['index.js'] ?? new Uint8Array();
}

describe('The code of the functions, as it is deployed', () => {
  test('exists for at least seven functions', () => {
    expect(functions.length).toBeGreaterThanOrEqual(7);
  });

  test.each(functions)(`has at most ${LIMIT_BYTES} bytes for %s`, (_, block) => {
    expect(code(block).length).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  test('is at most a tenth larger than recorded for each function', () => {
    // Act
    const sizes = deployedFunctions(synthesizedStack()).map(({ name, code }) => [name, code.length]);

    // Assess
    expect(regressions(BUNDLE_BYTES, Object.fromEntries(sizes))).toEqual([]);
  });

  test.each(functions)('contains no credential source of the SDK except environment variables, for %s', (_, block) => {
    // Act
    const text = new TextDecoder().decode(code(block));

    // Assess: a failure must not print the whole text
    const has = (words: string) => text.includes(words);
    expect(['AssumeRoleWithWebIdentity', 'CreateOAuth2Token', 'credential_process'].filter(has)).toEqual([]);
    expect(has('AWS_SECRET_ACCESS_KEY')).toBe(true);
  });
});
