import { createInterface } from 'node:readline/promises';

/** Asks on stderr. Without a terminal, the first line of the input is the answer. @returns undefined without one, and on Ctrl-C */
export function answerTo(question: string): Promise<string | undefined> {
  return process.stdin.isTTY ? ask(question) : readLine(question);
}

async function ask(message: string): Promise<string | undefined> {
  const { default: input } = await import('@inquirer/input');
  try {
    return await input({ message }, { output: process.stderr });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

async function readLine(question: string): Promise<string | undefined> {
  process.stderr.write(`${question}\n`);
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim();
  return undefined;
}
