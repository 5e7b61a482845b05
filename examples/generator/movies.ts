import { csv, jsonLines } from './csv';
import { events, people, things } from './people-and-things';
import { random } from './random';

const GENRES = ['Action', 'Comedy', 'Crime', 'Documentary', 'Drama', 'Romance', 'Thriller'];

/** Data of a movie service: half of the events are clicks, the others are streams and ratings. */
export function movies(): Map<string, string> {
  const chance = random(1);
  const users = people(chance, 150, GENRES);
  const catalogue = things(chance, 'movie', 120, GENRES);
  const group = 'dataset-group-name-1';

  const interactions = events(chance, 2400, users, catalogue).map(({ itemId, userId, timestamp }) => ({
    ITEM_ID: itemId,
    USER_ID: userId,
    TIMESTAMP: timestamp,
    EVENT_TYPE: chance.pick(['click', 'click', 'stream', 'rating']),
    // Stars, from 0.5 to 5. Clicks and streams have a value too.
    EVENT_VALUE: (chance.integer(1, 10) / 2).toFixed(1),
  }));
  const attributes = users.map(({ id }) => ({
    USER_ID: id,
    AGE: chance.integer(18, 75),
    GENDER: chance.pick(['F', 'M', 'X']),
  }));

  return new Map([
    [
      `train/${group}/interactions.csv`,
      csv(['ITEM_ID', 'USER_ID', 'TIMESTAMP', 'EVENT_TYPE', 'EVENT_VALUE'], interactions),
    ],
    [`train/${group}/users.csv`, csv(['USER_ID', 'AGE', 'GENDER'], attributes)],
    [
      `batch/${group}/user-personalization-solution/job_config.json`,
      jsonLines(users.slice(0, 20).map(({ id }) => ({ userId: id }))),
    ],
  ]);
}
