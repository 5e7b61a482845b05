import { csv } from './csv';
import { events, people, things } from './people-and-things';
import { random } from './random';

const SECTIONS = Array.from({ length: 16 }, (_, index) => `Section ${index + 1}`);

/** Readers hardly leave their sections, so that a model can learn something. */
const LOYALTY = 0.95;

const EVENTS = 4000;

/** The first csv has this share of the events. */
const FIRST = 0.8;

/**
 * Data of a magazine whose articles are recommended by a model that is retrained every night. The second export is broken: its article ids
 * are shuffled across all rows. The third export is sound.
 */
export function promotion(): Readonly<Record<'first' | 'broken' | 'sound', Map<string, string>>> {
  const chance = random(5);
  const readers = people(chance, 200, SECTIONS);
  const articles = things(chance, 'article', 160, SECTIONS);
  const rows = events(chance, EVENTS, readers, articles, LOYALTY).map(({ userId, itemId, timestamp }) => ({
    USER_ID: userId,
    ITEM_ID: itemId,
    TIMESTAMP: timestamp,
  }));
  const shuffled = rows.map(({ ITEM_ID }) => ITEM_ID);
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = chance.integer(0, last);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? '', shuffled[last] ?? ''];
  }
  const broken = rows.map((row, index) => ({ ...row, ITEM_ID: shuffled[index] ?? '' }));
  return { first: file(rows.slice(0, EVENTS * FIRST)), broken: file(broken), sound: file(rows) };
}

function file(rows: Parameters<typeof csv>[1]): Map<string, string> {
  return new Map([['train/magazine/interactions.csv', csv(['USER_ID', 'ITEM_ID', 'TIMESTAMP'], rows)]]);
}
