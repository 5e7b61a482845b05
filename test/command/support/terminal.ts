import type { Served } from '../../support/served';
import { PROCESS } from '../../support/shared-sources/sources';

/** Node's own `process`, which source files use. Test files have a copy of it, see `sources.ts`. */
const { [PROCESS]: sourceProcess } = globalThis as unknown as { readonly [PROCESS]: NodeJS.Process };

/** Runs a command in this process. Returns the text that it prints to a terminal with 80 columns, without colors. */
export async function printedAt80Columns(deployment: Served, command: () => Promise<unknown>): Promise<string> {
  let printed = '';
  const write = (text: string) => {
    printed += text;
    return true;
  };
  const stdout = { isTTY: true, columns: 80, write };
  Object.assign(process.env, deployment.environment, { AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'true', NO_COLOR: '1' });
  const spy = jest.spyOn(sourceProcess, 'stdout', 'get').mockReturnValue(stdout as unknown as typeof process.stdout);
  try {
    await command();
  } finally {
    spy.mockRestore();
  }
  return printed;
}
