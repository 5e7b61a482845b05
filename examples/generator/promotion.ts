import { csv } from './csv';
import { events, people, things } from './people-and-things';
import { random } from './random';

const SECTIONS = ['Culture', 'Economy', 'Politics', 'Science', 'Sport'];

/** A magazine whose articles are recommended by a model that is retrained every night. */
export function promotion(): Map<string, string> {
  const chance = random(5);
  const readers = people(chance, 60, SECTIONS);
  const articles = things(chance, 'article', 50, SECTIONS);
  const interactions = events(chance, 1100, readers, articles).map(({ userId, itemId, timestamp }) => ({
    USER_ID: userId,
    ITEM_ID: itemId,
    TIMESTAMP: timestamp,
  }));
  return new Map([['train/magazine/interactions.csv', csv(['USER_ID', 'ITEM_ID', 'TIMESTAMP'], interactions)]]);
}
