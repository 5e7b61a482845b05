import { messageOf } from './errors';
import type { Question } from './question';
import { writeRecording } from './recording';
import { type Account, Sandbox, Shared } from './sandbox';
import { tearDown } from './teardown/teardown';

/** Answer to a question, or why there is none. */
export interface Answer {
  readonly question: Question;
  readonly verdict: 'CONFIRMED' | 'REFUTED' | 'NOT ANSWERED';
  /** What AWS did, or why there is no answer. */
  readonly seen: string;
  /** Content of the question's file in the folder of recordings, if there is an answer. */
  readonly recording?: string;
}

export interface CheckOptions {
  readonly account: Account;
  /** Number of questions that are asked at once. */
  readonly parallel: number;
  /** Returns the current time, ISO 8601. */
  readonly now: () => string;
  /** Receives each answer when it comes. */
  readonly report: (answer: Answer) => void;
}

/**
 * Asks questions, `parallel` of them at once. A question's own resources are removed before another question takes its
 * place, because the quota allows an account only a few dataset groups (by default five). The caller must remove shared
 * resources and, after a stop or an error, whatever else is left.
 * @param stopped returns true if no further question is to be asked
 */
export async function askAll(
  questions: readonly Question[],
  { account, parallel, now, report }: CheckOptions,
  stopped: () => boolean = () => false,
): Promise<readonly Answer[]> {
  const shared = new Shared(account);
  const answers: Answer[] = [];
  const left = [...questions];
  const work = async () => {
    for (let next = left.shift(); next !== undefined && !stopped(); next = left.shift()) {
      const own = { ...account, prefix: `${account.prefix}-${questions.indexOf(next)}` };
      const answer = await answerOf(next, new Sandbox(own, shared), now, account.prefix);
      answers.push(answer);
      report(answer);
      if (stopped()) break;
      await tearDown(own).catch((error) => {
        // After a stop, a failure of this removal does not matter, because the caller removes everything later.
        if (!stopped()) throw error;
      });
    }
  };
  // All workers must have ended before the caller removes what is left, so that none creates anything later.
  const ends = await Promise.allSettled(Array.from({ length: parallel }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return answers;
}

/** True if a question was asked, and its answer refutes the local AWS or is missing. */
export function isFailure({ question: { check }, verdict }: Answer): boolean {
  return 'ask' in check && verdict !== 'CONFIRMED';
}

/** @param prefix prefix of the whole check, also in the names of shared resources */
async function answerOf(question: Question, sandbox: Sandbox, now: () => string, prefix: string): Promise<Answer> {
  const { check } = question;
  if ('notAsked' in check) return { question, verdict: 'NOT ANSWERED', seen: check.notAsked };
  const { ask, expected } = check;
  try {
    const seen = await ask(sandbox);
    const recording = { id: question.id, seen, at: now(), calls: sandbox.calls };
    return {
      question,
      verdict: seen === expected ? 'CONFIRMED' : 'REFUTED',
      seen,
      recording: writeRecording(recording, prefix),
    };
  } catch (error) {
    return { question, verdict: 'NOT ANSWERED', seen: messageOf(error) };
  }
}
