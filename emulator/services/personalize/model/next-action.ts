import type { Row } from '../data/dataset-contents';
import type { InteractionLog } from '../data/interaction-log';
import { type Candidate, type Model, round } from './model';

/** Numbers of users' answers to an action. Each action interaction is an answer. */
class Answers {
  taken = 0;
  all = 0;

  /**
   * Returns the share of answers with which users took the action. The expected share is counted like one additional
   * answer.
   * @param expected result if there are no answers, from 0 to 1
   */
  rate(expected: number): number {
    return (this.taken + expected) / (this.all + 1);
  }
}

const EVEN = 0.5;
const DIGITS = 7;

/**
 * Model that ranks actions by how often similar users took them. Two users are similar if they have the same value in a
 * column of Users. For each column, the model computes how often similar users took the action, as a share of their
 * answers. The score of an action is the mean of these shares. For a user without metadata, the score is the share of all
 * users' answers.
 * @param actions ids of the actions
 * @param answers action interactions
 * @param users metadata by user id, with the columns that the training uses
 */
export function nextActionModel(
  actions: readonly string[],
  answers: InteractionLog,
  users: ReadonlyMap<string, Row>,
): Model {
  const known = new Set(actions);
  const overall = new Map<string, Answers>();
  const byKind = new Map<string, Answers>();
  const count = (counts: Map<string, Answers>, key: string, isTaken: boolean) => {
    const found = counts.get(key) ?? new Answers();
    counts.set(key, found);
    found.all += 1;
    if (isTaken) found.taken += 1;
  };
  for (let row = 0; row < answers.length; row += 1) {
    const { user, item, type = '' } = answers.at(row);
    const isTaken = /^taken$/i.test(type);
    count(overall, item, isTaken);
    for (const kind of kindsOf(users.get(user))) count(byKind, keyOf(item, kind), isTaken);
  }
  const score = (action: string, kinds: readonly string[]): number => {
    const expected = overall.get(action)?.rate(EVEN) ?? EVEN;
    const rates = kinds.map((kind) => byKind.get(keyOf(action, kind))?.rate(expected) ?? expected);
    return rates.length === 0 ? expected : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  };
  return {
    rank({ userId = '' }) {
      const kinds = kindsOf(users.get(userId));
      const scored = actions.map((id): Required<Candidate> => ({ id, score: round(score(id, kinds), DIGITS) }));
      return scored.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
    },
    knows: (id) => known.has(id),
  };
}

function kindsOf(row: Row | undefined): readonly string[] {
  return [...(row ?? [])].flatMap(([column, value]) => (value === null ? [] : [`${column}=${value}`]));
}

function keyOf(action: string, kind: string): string {
  return JSON.stringify([action, kind]);
}
