import { appendFileSync, createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser } from 'csv-parse';
import { checkDataset } from '../../lib/personalize/data-rules/check-dataset';
import { schemaFields } from '../../lib/personalize/schema';
import { type Measure, milliseconds } from './measure';

const MEGABYTES = 100;
const BYTES_PER_MEGABYTE = 1e6;
/** Number of users: more than a check counts exactly. */
const USERS = 200_003;
const ROWS_PER_WRITE = 10_000;
const FIELDS = ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'];

const fields = schemaFields({
  type: 'record',
  name: 'Interactions',
  fields: FIELDS.map((name) => ({ name, type: name === 'TIMESTAMP' ? 'long' : 'string' })),
});

/** Check of csv on this machine, compared with parsing alone and with reading alone. */
export const csv: Measure = {
  name: 'Csv',
  take: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const path = join(folder, 'interactions.csv');
      writeInteractions(path);
      const speed = async (work: () => Promise<void>) => (MEGABYTES * 1000) / (await milliseconds(work));
      const value = await speed(() => check(path));
      return [
        { name: 'check', value, unit: 'MB/s', besides: { name: 'csv-parse', value: await speed(() => parse(path)) } },
        { name: 'check', value, unit: 'MB/s', besides: { name: 'read', value: await speed(() => read(path)) } },
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Writes the file in parts, so that the peak memory is that of the check, not of the writing. */
function writeInteractions(path: string): void {
  writeFileSync(path, `${FIELDS.join()}\n`);
  for (let bytes = 0, row = 0; bytes < MEGABYTES * BYTES_PER_MEGABYTE; ) {
    const lines = Array.from({ length: ROWS_PER_WRITE }, () => {
      row += 1;
      return `user-${(row * 7919) % USERS},item-${(row * 104_729) % 50_021},${1_700_000_000 + row},click\n`;
    });
    const text = lines.join('');
    appendFileSync(path, text);
    bytes += text.length;
  }
}

async function check(path: string): Promise<void> {
  const file = { name: path, size: 1, open: () => createReadStream(path) };
  const purpose = { datasetType: 'INTERACTIONS', importMode: 'FULL', filtered: [], hasMoreData: false } as const;
  const { violations } = await checkDataset([file], { ...purpose, fields, trainings: [[{}]], recipes: [] });
  if (violations.length > 0) throw new Error('The csv has violations, whose reports would be measured too.');
}

async function parse(path: string): Promise<void> {
  const parser = createReadStream(path).pipe(new Parser({}));
  for await (const _ of parser);
}

async function read(path: string): Promise<void> {
  for await (const _ of createReadStream(path));
}
