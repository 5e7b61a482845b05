import { createInterface } from 'node:readline/promises';

/** Streams on which a question is asked and answered. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

/**
 * Asks on stderr. Without a terminal, the first line of the input is the answer.
 * @returns undefined without an answer, and on Ctrl-C
 */
export function answerTo(question: string, terminal: Terminal = process): Promise<string | undefined> {
  return terminal.stdin.isTTY ? ask(question, terminal) : readLine(question, terminal);
}

async function ask(message: string, { stdin, stderr }: Terminal): Promise<string | undefined> {
  const { default: input } = await import('@inquirer/input');
  try {
    return await input({ message }, { input: stdin, output: stderr });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

async function readLine(question: string, { stdin, stderr }: Terminal): Promise<string | undefined> {
  stderr.write(`${question}\n`);
  const lines = createInterface({ input: stdin });
  try {
    for await (const line of lines) return line.trim();
    return undefined;
  } finally {
    // Otherwise the process would stay for as long as the other end of a pipe is open.
    lines.close();
  }
}
