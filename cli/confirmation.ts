import { createInterface } from 'node:readline/promises';
import { CliFailure, WrongUsage } from './failure';
import { fittedText } from './fitted-text';
import type { OutputStream } from './output';

/** Streams on which a question is asked and answered. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & Pick<OutputStream, 'isTTY' | 'columns'>;
}

export interface YesOptions {
  readonly json: boolean;
  /** True to answer questions with yes. */
  readonly yes: boolean;
}

/** True if a person can answer a question. */
export function canAsk({ json }: Pick<YesOptions, 'json'>, { stdin }: Terminal = process): boolean {
  return !json && stdin.isTTY === true;
}

/** True in a terminal with `--json`. Then the terminal has not shown what the user is asked to confirm. */
export function isUnseen({ json }: Pick<YesOptions, 'json'>, { stdin }: Terminal = process): boolean {
  return json && stdin.isTTY === true;
}

/**
 * Asks a question to which the user must answer yes. With `--yes`, asks nothing.
 * @param otherwise message of the failure if the answer is not yes
 * @throws WrongUsage if there is no terminal, or with `--json`
 * @throws CliFailure if the answer is not yes
 */
export async function confirmYes(
  question: string,
  options: YesOptions,
  otherwise: string,
  terminal: Terminal = process,
): Promise<void> {
  if (options.yes) return;
  assertCanAsk(`${question} This`, options, 'Pass --yes to do it without a question.', terminal);
  if ((await answerTo(`${question} Type 'yes':`, terminal))?.trim() !== 'yes')
    throw new CliFailure(otherwise, "Type 'yes' to confirm, or pass --yes.");
}

export interface NameQuestion {
  readonly question: string;
  /** The name to type. */
  readonly name: string;
  /** Message of the failure if the answer is not the name. */
  readonly otherwise: string;
}

export interface NameOptions extends YesOptions {
  /**
   * True if the name must be typed even with `--yes`. Without a terminal, the first line of the input must then be the
   * name.
   */
  readonly isNameNeeded: boolean;
}

/**
 * Asks the user to type a name as a confirmation. With `--yes`, asks only if `isNameNeeded` is true.
 * @throws WrongUsage without `--yes`, if there is no terminal or `--json` is given
 * @throws WrongUsage with `--yes`, if `isNameNeeded` is true and `--json` is given in a terminal
 * @throws CliFailure if the answer is not the name
 */
export async function confirmName(
  { question, name, otherwise }: NameQuestion,
  options: NameOptions,
  terminal: Terminal = process,
): Promise<void> {
  const { yes, isNameNeeded } = options;
  if (yes && !isNameNeeded) return;
  const hint = isNameNeeded
    ? `, and the name '${name}' as the first line of the input`
    : ' to do it without a question';
  if (!yes || isUnseen(options, terminal)) assertCanAsk(`${question} This`, options, `Pass --yes${hint}.`, terminal);
  if ((await answerTo(`${question} Type its name:`, terminal))?.trim() === name) return;
  throw new CliFailure(otherwise, `Type the name '${name}' to confirm${isNameNeeded ? '' : ', or pass --yes'}.`);
}

/**
 * @param what begins the message, for example "The plan"
 * @throws WrongUsage if there is no terminal, or with `--json`
 */
export function assertCanAsk(what: string, options: YesOptions, hint: string, terminal: Terminal = process): void {
  if (canAsk(options, terminal)) return;
  const reason = options.json ? '--json is given' : 'there is no terminal';
  throw new WrongUsage(`${what} cannot be confirmed: ${reason}.`, hint);
}

/**
 * Asks a yes-or-no question. In a terminal, it asks again until the answer is yes or no.
 * @param otherwise message of the failure if there is no answer
 * @throws CliFailure if there is no answer, and on Ctrl-C
 */
export async function answersYes(question: string, otherwise: string, terminal: Terminal = process): Promise<boolean> {
  const validate = (answer: string) => /^(y|yes|n|no)$/i.test(answer.trim()) || 'Type yes or no.';
  const answer = await answerTo(`${question} (yes or no)`, terminal, validate);
  if (answer === undefined) throw new CliFailure(otherwise);
  return /^y/i.test(answer.trim());
}

/** Checks an answer. Returns true if the answer is accepted, otherwise the reason why it is refused. */
export type Validate = (answer: string) => string | true;

/**
 * Writes a question to stderr and reads the answer. Without a terminal, the first line of the input is the answer.
 * @param validate checks answers in a terminal, where the question is repeated until an answer is accepted
 * @returns undefined if there is no answer, and on Ctrl-C
 */
export function answerTo(
  question: string,
  terminal: Terminal = process,
  validate: Validate = () => true,
): Promise<string | undefined> {
  return terminal.stdin.isTTY ? ask(question, terminal, validate) : readLine(question, terminal);
}

/** Width in columns of the `? ` that is shown before a question. */
const PREFIX = 2;

async function ask(message: string, { stdin, stderr }: Terminal, validate: Validate): Promise<string | undefined> {
  const { default: input } = await import('@inquirer/input');
  try {
    const fitted = fittedText(message, stderr, PREFIX);
    return await input({ message: fitted, validate }, { input: stdin, output: stderr });
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
    // Without this call, this process would still wait for the process that writes to the pipe, even after the answer.
    lines.close();
  }
}
