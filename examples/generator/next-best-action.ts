import { csv } from './csv';
import { events, people, things } from './people-and-things';
import { random } from './random';

const PRODUCTS = ['Cards', 'Insurance', 'Loans', 'Savings'];

/** What a bank may suggest to a customer: the value is 1 to 10, the repeat frequency in days. */
const ACTIONS = [
  { ACTION_ID: 'download-app', CHANNEL: 'app|web', VALUE: 4, REPEAT_FREQUENCY: 30 },
  { ACTION_ID: 'enable-alerts', CHANNEL: 'app', VALUE: 2, REPEAT_FREQUENCY: 14 },
  { ACTION_ID: 'open-savings-account', CHANNEL: 'web|branch', VALUE: 9, REPEAT_FREQUENCY: 30 },
  { ACTION_ID: 'apply-for-card', CHANNEL: 'app|web', VALUE: 10, REPEAT_FREQUENCY: 30 },
  { ACTION_ID: 'book-advice', CHANNEL: 'branch', VALUE: 7, REPEAT_FREQUENCY: 21 },
  { ACTION_ID: 'join-newsletter', CHANNEL: 'web', VALUE: 1, REPEAT_FREQUENCY: 30 },
];

/** Event types of answers. Each entry is equally likely, so an event type that is listed twice is twice as frequent. */
const ANSWERS = ['Taken', 'Taken', 'Not taken', 'Viewed', 'Viewed'];

/**
 * Six weeks in seconds. Action interactions that are at least this much older than the newest one are left out, because they do not count
 * for the score of an action. Source: https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-next-best-action.html (2026-11).
 */
const SIX_WEEKS = 42 * 86_400;

/** Data of a bank that shows each customer the action that this customer will most likely take. */
export function nextBestAction(): Map<string, string> {
  const chance = random(6);
  const customers = people(chance, 80, PRODUCTS);
  const pages = things(chance, 'page', 40, PRODUCTS);
  const interactions = events(chance, 1200, customers, pages).map(({ userId, itemId, timestamp }) => ({
    USER_ID: userId,
    ITEM_ID: itemId,
    TIMESTAMP: timestamp,
  }));
  const suggested = things(chance, 'action', ACTIONS.length, PRODUCTS);
  const shown = events(chance, 2500, customers, suggested);
  const newest = shown.at(-1)?.timestamp ?? 0;
  const actionInteractions = shown
    .filter(({ timestamp }) => timestamp > newest - SIX_WEEKS)
    .map(({ userId, itemId, timestamp }) => ({
      USER_ID: userId,
      ACTION_ID: ACTIONS[suggested.findIndex(({ id }) => id === itemId)]?.ACTION_ID ?? '',
      EVENT_TYPE: chance.pick(ANSWERS),
      TIMESTAMP: timestamp,
    }));
  const folder = 'train/bank';
  return new Map([
    [`${folder}/interactions.csv`, csv(['USER_ID', 'ITEM_ID', 'TIMESTAMP'], interactions)],
    [`${folder}/actions.csv`, csv(['ACTION_ID', 'CHANNEL', 'VALUE', 'REPEAT_FREQUENCY'], ACTIONS)],
    [`${folder}/action_interactions.csv`, csv(['USER_ID', 'ACTION_ID', 'EVENT_TYPE', 'TIMESTAMP'], actionInteractions)],
  ]);
}
