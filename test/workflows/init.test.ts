import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InitOptions, init } from '../../cli/commands/init';
import { copyFolder } from '../../scripts/copy-folder';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { accounts } from '../support/accounts';

const { openQuick } = accounts();

/** A csv of 1,100 interactions. @param columns for each column, a function from the row's number to the value */
function interactions(columns: Readonly<Record<string, (index: number) => unknown>>): string {
  const rows = Array.from({ length: 1100 }, (_, index) =>
    Object.values(columns)
      .map((value) => value(index))
      .join(','),
  );
  return `${[Object.keys(columns).join(','), ...rows].join('\n')}\n`;
}

const USER_ID = (index: number) => `u${index % 40}`;
const ITEM_ID = (index: number) => index % 30;
const TIMESTAMP = (index: number) => 1_700_000_000 + index;

const OTHER_ORDERS: readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  Omit<InitOptions, 'force' | 'json'>,
])[] = [
  ['TIMESTAMP first', { 'interactions.csv': interactions({ TIMESTAMP, ITEM_ID, USER_ID }) }, { name: 'first' }],
  [
    'context columns between the others, empty values and texts of items',
    {
      'interactions.csv': interactions({
        ITEM_ID,
        DEVICE: (index) => (index % 4 ? 'phone' : ''),
        EVENT_VALUE: (index) => index / 2,
        TIMESTAMP,
        USER_ID,
        EVENT_TYPE: () => 'view',
      }),
      'items.csv': `PLOT,ITEM_ID,YEAR\n"${'A long, long plot. '.repeat(9)}",1,1999\n"${'Another, longer plot. '.repeat(9)}",2,\n`,
    },
    { name: 'second', recipe: ['aws-similar-items'] },
  ],
  [
    'columns of a video domain, in several files',
    {
      'interactions/1.csv': interactions({ EVENT_TYPE: () => 'Watch', USER_ID, TIMESTAMP, ITEM_ID }),
      'interactions/2.csv': interactions({ EVENT_TYPE: () => 'Click', USER_ID, TIMESTAMP, ITEM_ID }),
      'items.csv': 'GENRES,CREATION_TIMESTAMP,ITEM_ID,DURATION\nDrama|Noir,1600000000,1,90\nNoir,1600000001,2,120\n',
    },
    { name: 'third', domain: 'VIDEO_ON_DEMAND' },
  ],
];

describe('a file that init writes', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'init-tests-'));
    jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  /**
   * Writes the file, uploads the folder, and waits until nothing runs.
   * @returns the status of init, resources in Personalize that are not ACTIVE, and the number of all resources
   */
  async function run(options: Omit<InitOptions, 'force' | 'json'>) {
    const status = await init(folder, { ...options, force: true, json: false });
    const account = await openQuick();
    await account.runFolder(folder);
    const resources = account.resources();
    return { status, others: resources.filter((text) => !text.endsWith(' ACTIVE')), count: resources.length };
  }

  it.each<[string, Omit<InitOptions, 'force' | 'json'>]>([
    ['movies', { name: 'dataset-group-name-1' }],
    ['shop', { name: 'shop', domain: 'ECOMMERCE' }],
    ['segments', { name: 'library' }],
    ['tags', { name: 'dataset-group-name-2' }],
  ])('leads to ACTIVE resources for the example %s', async (example, options) => {
    // Prepare
    const group = join('train', options.name ?? '');
    copyFolder(join(PROJECT_ROOT, 'examples', example, group), join(folder, group));
    rmSync(join(folder, group, 'config.json'));

    // Act
    const { status, others, count } = await run(options);

    // Assess
    expect([status, others]).toEqual([0, []]);
    expect(count).toBeGreaterThan(5);
  });

  it.each(OTHER_ORDERS)(
    'leads to ACTIVE resources if columns are in an unusual order: %s',
    async (_, files, options) => {
      // Prepare
      for (const [path, text] of Object.entries(files)) {
        const target = join(folder, 'train', options.name ?? '', path);
        mkdirSync(join(target, '..'), { recursive: true });
        writeFileSync(target, text);
      }

      // Act
      const { status, others, count } = await run(options);

      // Assess
      expect([status, others]).toEqual([0, []]);
      expect(count).toBeGreaterThan(5);
      expect(readdirSync(join(folder, 'train', options.name ?? ''))).toContain('config.json');
    },
  );
});
