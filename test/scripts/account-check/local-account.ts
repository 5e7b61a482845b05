import type { Aws } from '../../../emulator/core/aws';
import { LocalAws } from '../../../emulator/local-aws';
import { STEPS } from '../../../emulator/services/personalize/durations';
import { type Answer, askAll } from '../../../scripts/account-check/check';
import type { Question } from '../../../scripts/account-check/question';
import type { Account } from '../../../scripts/account-check/sandbox';
import { inProcess } from '../../support/in-process';

export type Handle = Aws['handle'];

/** A local AWS in which each step of Personalize takes a minute. */
export function quickLocalAws(): LocalAws {
  const local = new LocalAws({ seed: 1 });
  for (const step of STEPS) local.personalize.setDuration(step, 60);
  return local;
}

/** An account whose virtual time passes while the check waits. @param handle answers requests. Default: the local AWS */
export function accountIn(local: LocalAws, handle: Handle = (request) => local.aws.handle(request)): Account {
  return {
    config: inProcess({ handle }),
    prefix: 'account-check-1a2b3c4d',
    sleep: (seconds) => local.clock.advanceTo(local.clock.now() + seconds * 1000),
  };
}

/** Asks the questions one after another. @param report receives each answer before the question's resources are removed */
export function answersOf(
  questions: readonly Question[],
  account: Account,
  report: (answer: Answer) => void = () => undefined,
): Promise<readonly Answer[]> {
  return askAll(questions, { account, parallel: 1, now: () => '2026-11-26T00:00:00Z', report });
}

export function verdictOf({ question, verdict, seen }: Answer): string {
  return `${question.id}: ${verdict}: ${seen}`;
}
