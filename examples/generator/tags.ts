import { csv } from './csv';
import { type Event, events, people, things } from './people-and-things';
import { type Random, random } from './random';

const GENRES = ['Action', 'Animation', 'Comedy', 'Drama', 'Horror', 'Science Fiction'];
const INTERACTION_COLUMNS = ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'];

/** Two dataset groups, one with all three datasets and one with interactions only. */
export function tags(): Map<string, string> {
  const chance = random(2);
  const users = people(chance, 80, GENRES);
  const catalogue = things(chance, 'film', 60, GENRES);

  const films = catalogue.map(({ id, kinds }) => {
    const year = chance.integer(1960, 2024);
    return {
      ITEM_ID: id,
      GENRES: kinds.join('|'),
      YEAR: year,
      CREATION_TIMESTAMP: Date.UTC(year, chance.integer(0, 11), chance.integer(1, 28)) / 1000,
    };
  });
  const attributes = users.map(({ id }) => ({ USER_ID: id, GENDER: chance.pick(['F', 'M', 'X']) }));

  return new Map([
    ['train/dataset-group-name-2/interactions.csv', interactions(chance, events(chance, 1500, users, catalogue))],
    ['train/dataset-group-name-2/items.csv', csv(['ITEM_ID', 'GENRES', 'YEAR', 'CREATION_TIMESTAMP'], films)],
    ['train/dataset-group-name-2/users.csv', csv(['USER_ID', 'GENDER'], attributes)],
    ['train/dataset-group-name-3/interactions.csv', interactions(chance, events(chance, 1500, users, catalogue))],
  ]);
}

function interactions(chance: Random, made: readonly Event[]): string {
  return csv(
    INTERACTION_COLUMNS,
    made.map(({ userId, itemId, timestamp }) => ({
      USER_ID: userId,
      ITEM_ID: itemId,
      TIMESTAMP: timestamp,
      EVENT_TYPE: chance.pick(['watch', 'watch', 'like']),
    })),
  );
}
