import type { Group } from './scenario';

/** Columns of each dataset's schema. */
export const FIELDS = {
  interactions: [
    { name: 'USER_ID', type: 'string' },
    { name: 'ITEM_ID', type: 'string' },
    { name: 'EVENT_TYPE', type: 'string' },
    { name: 'TIMESTAMP', type: 'long' },
  ],
  items: [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'PRICE', type: 'float' },
    { name: 'CATEGORY_L1', type: 'string', categorical: true },
  ],
  users: [
    { name: 'USER_ID', type: 'string' },
    { name: 'MEMBERSHIP', type: 'string', categorical: true },
  ],
} as const;

type Section = keyof typeof FIELDS;

/** Number of different contents of a group's data. */
export const CONTENTS = 3;

/** Number of rows of each csv. The interactions suffice for a training, even after a scenario has deleted the maximum number of users. */
const ROWS: Readonly<Record<Section, number>> = { interactions: 1240, items: 50, users: 40 };

/** Size of a csv of interactions of more than 1 MiB. It has few rows, because the suffix gives ids nearly their maximum length (256). */
const LARGE = { rows: 2100, suffix: '-'.padEnd(245, 'x') };

const rowOf: Readonly<Record<Section, (row: number, edition: number, suffix: string) => string>> = {
  interactions: (row, edition, suffix) =>
    `user-${row % 40}${suffix},item-${(row * 7) % 50}${suffix},View,${1_700_000_000 + edition + row * 60}`,
  items: (row, edition) => `item-${row},${10 + edition + row / 4},${row % 2 === 0 ? 'Music' : 'Toys'}`,
  users: (row, edition) => `user-${row},${(row + edition) % 3 === 0 ? 'gold' : 'none'}`,
};

/**
 * Returns the content of a csv.
 * @param edition number of the content; each number gives other rows, except that users repeat after three numbers
 * @param large true for interactions of more than 1 MiB
 */
export function csv(section: Section, edition: number, large = false): string {
  const header = FIELDS[section].map(({ name }) => name).join(',');
  const { rows: length, suffix } = large && section === 'interactions' ? LARGE : { rows: ROWS[section], suffix: '' };
  const rows = Array.from({ length }, (_, row) => rowOf[section](row, edition, suffix));
  return [header, ...rows, ''].join('\n');
}

/** A row of interactions with a TIMESTAMP that is not a number. */
export const BAD_ROW = 'user-0,item-0,View,yesterday\n';

/** Returns the input of a solution's batch jobs. */
export function jobConfig({ batch }: Group, edition: number): string {
  const line = batch === 'segments' ? { itemId: `item-${edition % 50}` } : { userId: `user-${edition % 40}` };
  return `${JSON.stringify(line)}\n`;
}
