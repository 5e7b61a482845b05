import { csv, jsonLines } from './csv';
import { events, people, things } from './people-and-things';
import { random } from './random';

const GENRES = ['Biography', 'Fantasy', 'History', 'Mystery', 'Poetry', 'Travel'];
const FORMATS = ['audio', 'e-book', 'hardcover', 'paperback'];
const COUNTRIES = ['AT', 'CH', 'DE', 'FR'];
const PARTS = 3;

/** Data of a library in several files, like exports of large tables. On the next day, some readers leave the library. */
export function segments(): { readonly first: Map<string, string>; readonly nextDay: Map<string, string> } {
  const chance = random(4);
  const readers = people(chance, 100, GENRES);
  const books = things(chance, 'book', 80, GENRES);
  const group = 'library';

  const interactions = events(chance, 2100, readers, books).map(({ userId, itemId, timestamp }) => ({
    USER_ID: userId,
    ITEM_ID: itemId,
    TIMESTAMP: timestamp,
    EVENT_TYPE: chance.pick(['borrow', 'reserve', 'sample']),
  }));
  const items = books.map(({ id, kinds }) => ({
    ITEM_ID: id,
    GENRES: kinds.join('|'),
    FORMAT: chance.pick(FORMATS),
    PAGES: chance.integer(80, 900),
  }));
  const users = readers.map(({ id }) => ({ USER_ID: id, COUNTRY: chance.pick(COUNTRIES) }));

  const first = new Map([
    ...inParts(`train/${group}/interactions`, ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'], interactions),
    ...inParts(`train/${group}/items`, ['ITEM_ID', 'GENRES', 'FORMAT', 'PAGES'], items),
    ...inParts(`train/${group}/users`, ['USER_ID', 'COUNTRY'], users),
    [
      `batch/${group}/library-item-affinity/job_config.json`,
      jsonLines(books.slice(0, 5).map(({ id }) => ({ itemId: id }))),
    ],
    [
      `batch/${group}/library-attribute-affinity/job_config.json`,
      jsonLines([
        { itemAttributes: 'ITEMS.GENRES = "Mystery"' },
        { itemAttributes: 'ITEMS.GENRES = "History" AND ITEMS.FORMAT = "audio"' },
      ]),
    ],
  ]);
  const leaving = readers.slice(0, 3).map(({ id }) => ({ USER_ID: id }));
  return { first, nextDay: new Map([[`delete/${group}/users.csv`, csv(['USER_ID'], leaving)]]) };
}

function inParts(folder: string, columns: readonly string[], rows: Parameters<typeof csv>[1]): [string, string][] {
  const size = Math.ceil(rows.length / PARTS);
  return Array.from({ length: PARTS }, (_, index) => [
    `${folder}/part-${index + 1}.csv`,
    csv(columns, rows.slice(index * size, (index + 1) * size)),
  ]);
}
