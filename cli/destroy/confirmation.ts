import { createInterface } from 'node:readline/promises';

const QUESTION = "Type the dataset group's name to delete all of this:";

/** Asks for the dataset group's name. Without a terminal, the first line of the input is the answer. */
export async function isConfirmed(name: string): Promise<boolean> {
  return (await (process.stdin.isTTY ? ask() : readLine())) === name;
}

/** @returns undefined on Ctrl-C */
async function ask(): Promise<string | undefined> {
  const { default: input } = await import('@inquirer/input');
  try {
    return await input({ message: QUESTION }, { output: process.stderr });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

/** @returns undefined if there is no line */
async function readLine(): Promise<string | undefined> {
  process.stderr.write(`${QUESTION}\n`);
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line.trim();
  return undefined;
}
