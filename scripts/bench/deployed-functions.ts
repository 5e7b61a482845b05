import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

interface FunctionResource {
  readonly function_name: string;
  readonly filename: string;
  readonly environment?: { readonly variables: Readonly<Record<string, string>> };
}

/** A function of the synthesized stack. */
export interface DeployedFunction {
  /** Name without the prefix of the deployment, e.g. `upload`. */
  readonly name: string;
  readonly code: Uint8Array;
  /** Names of its environment variables. */
  readonly variables: readonly string[];
}

/** @param stackFile path of `cdk.tf.json` */
export function deployedFunctions(stackFile: string): readonly DeployedFunction[] {
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
