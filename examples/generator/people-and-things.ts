import type { Random } from './random';

/** A user who interacts with things, mostly of the categories that this user prefers. */
export interface Person {
  readonly id: string;
  readonly likes: readonly string[];
}

export interface Thing {
  readonly id: string;
  readonly kinds: readonly string[];
}

export interface Event {
  readonly userId: string;
  readonly itemId: string;
  /** Epoch seconds. */
  readonly timestamp: number;
}

export function people(random: Random, count: number, kinds: readonly string[]): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `user-${index + 1}`,
    likes: [random.pick(kinds), random.pick(kinds)],
  }));
}

/** @param prefix of the IDs, e.g. `movie` */
export function things(random: Random, prefix: string, count: number, kinds: readonly string[]): Thing[] {
  return Array.from({ length: count }, (_, index) => {
    const first = random.pick(kinds);
    const second = random.pick(kinds);
    return { id: `${prefix}-${index + 1}`, kinds: first === second ? [first] : [first, second] };
  });
}

const FIRST_DAY = Date.UTC(2025, 9, 1) / 1000;
const DAYS = 90;
const SECONDS_PER_DAY = 86_400;

const LOYALTY = 0.7;

/**
 * Events from the last quarter of 2025 in chronological order. Every user has at least two events; popular things and active users have many.
 * @param loyalty share of events in which users stay with their preferred categories
 */
export function events(
  random: Random,
  count: number,
  persons: readonly Person[],
  items: readonly Thing[],
  loyalty = LOYALTY,
): Event[] {
  const active = [...persons, ...persons];
  const made = Array.from({ length: count }, (_, index) => {
    const person = active[index] ?? random.pickPopular(persons);
    const liked = items.filter(({ kinds }) => kinds.some((kind) => person.likes.includes(kind)));
    const item = random.pickPopular(liked.length > 0 && random.chance(loyalty) ? liked : items);
    const timestamp = FIRST_DAY + random.integer(0, DAYS * SECONDS_PER_DAY - 1);
    return { userId: person.id, itemId: item.id, timestamp };
  });
  return made.sort((one, other) => one.timestamp - other.timestamp);
}
