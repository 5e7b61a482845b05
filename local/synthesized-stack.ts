import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalAws } from '../emulator/local-aws';
import type { JsonObject } from '../emulator/terraform/configuration';
import { isObject } from '../emulator/terraform/expression/values';

/** Synthesizes into a temporary folder, so that a run never interferes with a `cdktf deploy` in progress. */
export async function withSynthesizedStack<T>(use: (stackFile: string) => Promise<T>): Promise<T> {
  const outdir = await mkdtemp(join(tmpdir(), 'personalize-mlops-'));
  const remove = () => rmSync(outdir, { recursive: true });
  // If the reader of the process's output is gone, the process exits before `finally` runs.
  process.once('exit', remove);
  try {
    // CDKTF is loaded only when needed, because loading it takes a quarter of a program's start-up time.
    const { synthesize } = await import('../stacks/synth/synthesize.js');
    return await use(synthesize(outdir));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

export interface StackOptions {
  /** A `cdk.tf.json` to use instead of synthesizing. */
  readonly stack?: string;
  /** Values of Terraform variables, by name, as text. */
  readonly var?: ReadonlyMap<string, string>;
}

/**
 * Loads the stack. A variable that the options do not set gets its value from `TF_VAR_<name>` in the environment, as in
 * Terraform.
 */
export async function loadStack(local: LocalAws, options: StackOptions): Promise<void> {
  const load = async (stackFile: string) => {
    const declared = declaredVariables(stackFile, await readFile(stackFile, 'utf8'));
    await local.load(stackFile, variableValues(declared, options.var ?? new Map(), process.env));
  };
  if (options.stack !== undefined) await load(options.stack);
  else await withSynthesizedStack(load);
}

/**
 * @param text content of the stack's file
 * @returns `variable` blocks of the stack, by name
 * @throws Error that names the file if it has no synthesized stack
 */
export function declaredVariables(file: string, text: string): JsonObject {
  const stack = parsed(text);
  if (isObject(stack) && isObject(stack.resource)) return isObject(stack.variable) ? stack.variable : {};
  throw new Error(
    `${file} is not a synthesized stack: it must be a JSON object with the member "resource". 'npm run synth' writes such a file to cdktf.out/stacks/personalize/cdk.tf.json.`,
  );
}

/**
 * @param declared `variable` blocks of the stack, by name
 * @returns values by name: text for variables of the type string, parsed JSON for others. As in Terraform, `TF_VAR_*`
 * of unknown variables are ignored. Empty `TF_VAR_*` are ignored, too
 */
export function variableValues(
  declared: JsonObject,
  given: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): JsonObject {
  const fromEnvironment = Object.keys(declared).flatMap((name) => {
    const text = environment[`TF_VAR_${name}`] ?? '';
    return text === '' ? [] : [[name, text] as const];
  });
  const texts = [...fromEnvironment, ...given];
  return Object.fromEntries(texts.map(([name, text]) => [name, typedValue(declared[name], text)]));
}

function typedValue(block: unknown, text: string): unknown {
  if ((block as { readonly type?: unknown } | undefined)?.type === 'string') return text;
  const value = parsed(text);
  // Invalid values stay text. The stack's own check refuses such a text, and names the variable and its type. JSON.parse
  // returns Infinity for a number that is too large for JavaScript, such as 1e400.
  return value === undefined || value === Infinity || value === -Infinity ? text : value;
}

/** The value of a JSON text; undefined if the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
