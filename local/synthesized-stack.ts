import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalAws } from '../emulator/local-aws';
import type { JsonObject } from '../emulator/terraform/configuration';

/** Synthesizes into a temporary folder, so that a run never interferes with a `cdktf deploy` in progress. */
export async function withSynthesizedStack<T>(use: (stackFile: string) => Promise<T>): Promise<T> {
  const outdir = await mkdtemp(join(tmpdir(), 'personalize-mlops-'));
  const remove = () => rmSync(outdir, { recursive: true });
  // The process may also exit before `finally`, because the reader of its output is gone.
  process.once('exit', remove);
  try {
    // CDKTF is loaded only when needed, because it takes a quarter of a program's start-up time.
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

/** Loads the stack. Variables that the options do not set come from the environment's `TF_VAR_*`, as in Terraform. */
export async function loadStack(local: LocalAws, options: StackOptions): Promise<void> {
  const load = async (stackFile: string) => {
    const stack = JSON.parse(await readFile(stackFile, 'utf8')) as { readonly variable?: JsonObject };
    await local.load(stackFile, variableValues(stack.variable ?? {}, options.var ?? new Map(), process.env));
  };
  if (options.stack !== undefined) await load(options.stack);
  else await withSynthesizedStack(load);
}

/**
 * @param declared blocks of variables, by name
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
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The stack's own check refuses text that is not JSON, and names the variable and its type.
    return text;
  }
}
