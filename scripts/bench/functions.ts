import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { synthesize } from '../../stacks/synth/synthesize';
import { type Figure, type Measure, median } from './measure';

const TAKINGS = 7;
/** The limit set by the project. */
const LIMIT_KILOBYTES = 650;

/** A new process imports the bundle and prints the duration: the part of a cold start before the first event. */
const IMPORT = 'const start = performance.now(); require(process.argv[1]); console.log(performance.now() - start);';

interface FunctionResource {
  readonly function_name: string;
  readonly filename: string;
  readonly environment?: { readonly variables: Readonly<Record<string, string>> };
}

/** The functions as deployed: taken from the synthesized stack. */
export const functions: Measure = {
  name: 'Functions',
  take: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-functions-'));
    try {
      const empty = coldImport(write(folder, 'empty', Buffer.from('exports.handler = async () => ({});')), []);
      return deployedFunctions(folder).flatMap(({ name, code, variables }): Figure[] => [
        {
          name: `${name}: bundle`,
          value: code.length / 1000,
          unit: 'KB',
          besides: { name: 'limit', value: LIMIT_KILOBYTES },
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

function deployedFunctions(folder: string) {
  const stackFile = synthesize(folder);
  const stack = JSON.parse(readFileSync(stackFile, 'utf8')) as {
    readonly resource: { readonly aws_lambda_function: Readonly<Record<string, FunctionResource>> };
  };
  return Object.values(stack.resource.aws_lambda_function).map(({ function_name, filename, environment }) => {
    const { 'index.js': code } = unzipSync(
      readFileSync(join(dirname(stackFile), filename.replace('${path.module}/', ''))),
    );
    if (code === undefined) throw new Error(`The package of ${function_name} has no index.js: ${filename}`);
    const name = function_name.slice(function_name.lastIndexOf('}') + 1).replace(/^-/, '');
    return { name, code, variables: Object.keys(environment?.variables ?? {}) };
  });
}

function write(folder: string, name: string, code: Uint8Array): string {
  const path = join(folder, 'functions', name, 'index.js');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
  return path;
}

/** @param variables environment variables without which the function would not start; any value does, of a time zone UTC */
function coldImport(path: string, variables: readonly string[]): number {
  const env = {
    ...process.env,
    AWS_REGION: 'us-east-1',
    // Suppresses the SDK's warning that it will require a later Node.js, which does not concern the function.
    NODE_NO_WARNINGS: '1',
    ...Object.fromEntries(variables.map((name) => [name, name === 'SCHEDULE_TIMEZONE' ? 'UTC' : '1'])),
  };
  const times = Array.from({ length: TAKINGS }, () =>
    Number(execFileSync(process.execPath, ['-e', IMPORT, path], { env, encoding: 'utf8' })),
  );
  return median(times);
}
