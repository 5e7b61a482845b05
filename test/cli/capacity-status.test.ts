import { printCapacity } from '../../cli/capacity-status';
import { Output } from '../../cli/output';
import { type CapacityReport, CapacityReports } from '../../lib/record-table/capacity-reports';
import { assertDocumented } from '../support/command-output';
import { recordTable } from '../support/record-table';

async function prepare() {
  const { table } = await recordTable();
  let printed = '';
  const stdout = { write: (text: string) => (printed += text) } as unknown as NodeJS.WriteStream;
  const print = async (json: boolean) => {
    printed = '';
    await printCapacity(table, ['books', 'shop'], new Output(json, stdout));
    return printed;
  };
  return { reports: new CapacityReports(table), print };
}

const REPORT: CapacityReport = {
  datasetGroup: 'shop',
  from: '2026-01-05T03:20:00.000Z',
  to: '2026-01-19T03:20:00.000Z',
  resources: [
    {
      type: 'campaign',
      name: 'top',
      arn: 'arn:top',
      status: 'OVERSIZED',
      provisioned: 4,
      average: 0.12345,
      peak: 0.5,
      provisionedTpsHours: 1344,
      usedTpsHours: 41.4792,
      lastRequestAt: '2026-01-19T03:00:00.000Z',
    },
    {
      type: 'recommender',
      name: 'for-you',
      arn: 'arn:for-you',
      status: 'IDLE',
      provisioned: 1,
      average: 0,
      peak: 0,
      provisionedTpsHours: 336,
      usedTpsHours: 0,
    },
  ],
};

describe('the nightly check of capacity', () => {
  it('is shown for each dataset group that has been checked, with the failure of its last check', async () => {
    // Prepare
    const { reports, print } = await prepare();
    await reports.put({ ...REPORT, failure: 'CloudWatch: AccessDenied: no.' });

    // Act
    const [text, json] = [await print(false), await print(true)];

    // Assess
    const lines = text.split('\n').map((line) => line.trim().split(/ {2,}/).join(' | '));
    expect(lines).toEqual([
      "Dataset group 'shop', 2026-01-05 03:20 UTC - 2026-01-19 03:20 UTC",
      'The last check failed: CloudWatch: AccessDenied: no.',
      'RESOURCE | NAME | USE | MINIMUM | AVERAGE | PEAK | TPS-HOURS | USED | LAST REQUEST',
      'Campaign | top | OVERSIZED | 4 | 0.123 | 0.5 | 1340 | 41.5 | 2026-01-19 03:00 UTC',
      'Recommender | for-you | IDLE | 1 | 0 | 0 | 336 | 0 | -',
      '',
      '',
    ]);
    assertDocumented(['status', '--capacity', '--json'], json);
    expect(JSON.parse(json)).toEqual([{ ...REPORT, failure: 'CloudWatch: AccessDenied: no.' }]);
  });

  it('is described as still to come if no check has run, and is an empty list in JSON', async () => {
    // Prepare
    const { print } = await prepare();

    // Act and assess
    expect(await print(false)).toBe('Not checked yet: campaigns and recommenders are checked every night.\n');
    expect(await print(true)).toBe('[]\n');
  });
});
