import { csv } from './csv';
import { type Event, events, people, things } from './people-and-things';
import { random } from './random';

const CATEGORIES = ['Books', 'Garden', 'Kitchen', 'Music', 'Sports', 'Toys'];
const AGE_GROUPS = ['child', 'teen', 'adult'];

/** Data of a web shop. A recipe of the ECOMMERCE domain needs 1000 events of its event type: views, or purchases. */
export function shop(): Map<string, string> {
  const chance = random(3);
  const customers = people(chance, 120, CATEGORIES);
  const products = things(chance, 'product', 90, CATEGORIES);
  const group = 'shop';

  const interactions = [
    ...typed('View', events(chance, 2000, customers, products)),
    ...typed('Purchase', events(chance, 1200, customers, products)),
  ].sort((one, other) => one.TIMESTAMP - other.TIMESTAMP);
  const items = products.map(({ id, kinds: [first = '', second = ''] }) => ({
    ITEM_ID: id,
    PRICE: (chance.integer(199, 19_999) / 100).toFixed(2),
    CATEGORY_L1: first,
    CATEGORY_L2: second,
    AGE_GROUP: chance.pick(AGE_GROUPS),
  }));
  const users = customers.map(({ id }) => ({
    USER_ID: id,
    MEMBERSHIP: chance.pick(['none', 'none', 'silver', 'gold']),
  }));

  return new Map([
    [`train/${group}/interactions.csv`, csv(['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'], interactions)],
    [`train/${group}/items.csv`, csv(['ITEM_ID', 'PRICE', 'CATEGORY_L1', 'CATEGORY_L2', 'AGE_GROUP'], items)],
    [`train/${group}/users.csv`, csv(['USER_ID', 'MEMBERSHIP'], users)],
  ]);
}

function typed(eventType: string, made: readonly Event[]) {
  return made.map(({ userId, itemId, timestamp }) => ({
    USER_ID: userId,
    ITEM_ID: itemId,
    TIMESTAMP: timestamp,
    EVENT_TYPE: eventType,
  }));
}
