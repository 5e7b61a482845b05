import { registerRun } from '../../local/commands/run';
import { registerServe } from '../../local/commands/serve';
import { runProgram } from '../../local/program';
import { PROCESS } from './shared-sources/sources';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the program of `local/main.ts` in this process, where the local AWS is already loaded and compiled. Loading it would take most of
 * the time of a small run. Only one call may run at a time, because all calls print to the same outputs.
 */
export async function localHere(...args: readonly string[]): Promise<Ended> {
  // Sources read the arguments from Node's own `process`. The `process` of a test file is a copy.
  const { [PROCESS]: node } = globalThis as unknown as { readonly [PROCESS]: NodeJS.Process };
  const text = { stdout: '', stderr: '' };
  const keep = (name: keyof typeof text) => (written: unknown) => {
    text[name] += String(written);
    return true;
  };
  const outputs = [node.stdout, node.stderr];
  const before = outputs.map((stream) => stream.listeners('error'));
  const { argv, exitCode } = node;
  jest.spyOn(node.stdout, 'write').mockImplementation(keep('stdout'));
  jest.spyOn(node.stderr, 'write').mockImplementation(keep('stderr'));
  jest.spyOn(console, 'error').mockImplementation((line) => void keep('stderr')(`${line}\n`));
  // Without this, outputs would have colors when a person runs Jest in a terminal.
  jest.replaceProperty(process, 'env', { ...process.env, NO_COLOR: '1' });
  node.argv = [argv[0] ?? '', 'local/main.ts', ...args];
  node.exitCode = 0;
  try {
    await runProgram('local', '', [registerRun, registerServe]);
    return { code: Number(node.exitCode), ...text };
  } finally {
    Object.assign(node, { argv, exitCode });
    jest.restoreAllMocks();
    for (const [index, stream] of outputs.entries())
      for (const listener of stream.listeners('error').slice(before[index]?.length))
        stream.removeListener('error', listener as () => void);
  }
}
