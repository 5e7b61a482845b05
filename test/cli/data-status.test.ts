import type { DeployedAws } from '../../cli/aws';
import { printData } from '../../cli/data-status';
import { Output } from '../../cli/output';
import { DataStatisticsRecords } from '../../lib/record-table/data-statistics';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { assertDocumented } from '../support/command-output';
import { recordTable } from '../support/record-table';

async function prepare() {
  const { table } = await recordTable();
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) } as unknown as NodeJS.WriteStream;
  const print = async (json: boolean) => {
    printed = '';
    const aws = { records: table, filesInForce: new FilesInForce(table) } as unknown as DeployedAws;
    await printData(aws, 'shop', new Output(json, stdout));
    return printed;
  };
  return { records: new DataStatisticsRecords(table), print };
}

const CHECK = {
  fingerprint: 'abc',
  importFingerprint: 'def',
  checkedAt: '2026-11-26T12:00:00.000Z',
  isComplete: true,
  rows: 1040,
  users: 40,
  items: 50,
  actions: 0,
  eventTypes: 1,
  nulls: { EVENT_VALUE: 3, ITEM_ID: 0 },
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-25T00:00:00.000Z',
  files: [{ file: 'train/shop/interactions.csv', rows: 1040 }],
};

describe('the checks of data', () => {
  it('are shown, the newest first', async () => {
    // Prepare
    const { records, print } = await prepare();
    await records.add('shop', 'interactions', { ...CHECK, verdict: 'ACCEPTED', problems: [], counts: {} }, []);
    const problems = ['- 2 rows, but at least 1000 are required. (minimumRows)'];
    const refused = {
      ...CHECK,
      rows: 2,
      comparedWith: 'abc',
      problems,
      counts: { minimumRows: 1 },
      unknownItems: 0.1,
      unknownItemsError: 0.01,
    };
    await records.add('shop', 'interactions', { ...refused, verdict: 'REFUSED', isComplete: false }, []);

    // Act
    const [text, json] = [await print(false), await print(true)];

    // Assess
    const [, first, second] = text.split('\n').map((line) => line.trim().split(/ {2,}/).join(' | '));
    const counted = '40 | 50 | - | 1 | EVENT_VALUE 3 | 2026-11-20 - 2026-11-25';
    expect(first).toBe(`interactions | 2026-11-26 12:00 UTC | REFUSED | 2 read | ${counted} | minimumRows 1`);
    expect(second).toBe(`interactions | 2026-11-26 12:00 UTC | ACCEPTED | 1040 | ${counted} | -`);
    assertDocumented(['status', 'shop', '--data', '--json'], json);
    expect(JSON.parse(json)).toHaveLength(2);
  });

  it('are described as not recorded yet if there are none, and are an empty list in JSON', async () => {
    // Prepare
    const { print } = await prepare();

    // Act and assess
    expect(await print(false)).toBe(
      "No checks of rows are recorded for dataset group 'shop' yet. workflowConfig.checks of a dataset turns them on.\n",
    );
    expect(await print(true)).toBe('[]\n');
  });
});
