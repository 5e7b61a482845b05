import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { speed, wholeNumber } from '../../local/commands/options';
import { type Answer, askAll, isFailure } from './check';
import { isConfirmed } from './confirmation';
import type { Question } from './question';
import { QUESTIONS } from './questions';
import type { Account } from './sandbox';
import { tearDown } from './teardown/teardown';
import { describeAnswer, describePlan } from './texts';

interface Options {
  readonly only?: readonly Question[];
  readonly parallel: number;
  readonly record: string;
  readonly speed: number;
  readonly teardown?: string;
}

/** Format of the prefixes that the check generates. A shorter prefix could match other people's resources. */
const PREFIX = /^account-check-[0-9a-f]{8}$/;

export function registerAccountCheck(program: Command): void {
  program
    .command('account-check')
    .summary('ask a sandbox account about unconfirmed behaviour of AWS')
    .description(
      'Asks an AWS account about unconfirmed behaviour, with the credentials and region of the environment. Says what it creates and costs, and asks for confirmation. Removes everything at the end, also after Ctrl-C.',
    )
    .option('--only <ids>', 'questions to ask, separated by commas', questions)
    .option(
      '--parallel <number>',
      'questions at once; each has up to two dataset groups',
      (text) => wholeNumber(text, 1, 10),
      2,
    )
    .option('--record <folder>', 'folder for recorded answers', join('test', 'fixtures', 'recorded'))
    .option('--speed <number>', 'if a local AWS is asked: the value of its --speed', speed, 1)
    .option('--teardown <prefix>', 'only remove what an earlier check left, by the prefix that it printed', prefix)
    .action(accountCheck);
}

async function accountCheck(options: Options): Promise<void> {
  const account = {
    config: {},
    prefix: options.teardown ?? `account-check-${randomBytes(4).toString('hex')}`,
    sleep: (seconds: number) => sleep((seconds * 1000) / options.speed),
  };
  if (options.teardown !== undefined) return removeAll(account);
  const chosen = options.only ?? QUESTIONS;
  console.log(describePlan(chosen, account.prefix));
  process.stdout.write('Type "yes" to begin: ');
  if (!(await isConfirmed(process.stdin))) {
    process.exitCode = 1;
    return;
  }
  const interrupted = new AbortController();
  const interrupt = () => {
    if (interrupted.signal.aborted) return;
    console.log('Stopped. Everything is being removed; another Ctrl-C does not interrupt that.');
    interrupted.abort();
  };
  // The handler stays after the first signal: Ctrl-C arrives twice, because the terminal and npm both send it.
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const interruptible = {
    ...account,
    sleep: (seconds: number) => sleep((seconds * 1000) / options.speed, undefined, { signal: interrupted.signal }),
  };
  try {
    const answers = await askAll(
      chosen,
      {
        account: interruptible,
        parallel: options.parallel,
        now: () => new Date().toISOString(),
        report: (answer) => take(answer, options.record),
      },
      () => interrupted.signal.aborted,
    );
    process.exitCode = answers.some(isFailure) || interrupted.signal.aborted ? 1 : 0;
  } finally {
    await removeAll(account);
  }
}

async function removeAll(account: Account): Promise<void> {
  console.log('Removing what was created ...');
  await tearDown(account);
  console.log('Everything is removed.');
}

function take(answer: Answer, folder: string): void {
  console.log(describeAnswer(answer));
  if (answer.recording === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${answer.question.id}.json`), answer.recording);
}

function questions(text: string): readonly Question[] {
  return text.split(',').map((id) => {
    const found = QUESTIONS.find((question) => question.id === id);
    if (found === undefined) throw new InvalidArgumentError(`'${id}' is not a question; docs/local-aws.md lists them.`);
    return found;
  });
}

function prefix(text: string): string {
  if (!PREFIX.test(text))
    throw new InvalidArgumentError('It must be a prefix that the check printed: account-check-XXXXXXXX.');
  return text;
}
