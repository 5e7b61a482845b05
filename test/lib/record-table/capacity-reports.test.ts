import { type CapacityReport, CapacityReports } from '../../../lib/record-table/capacity-reports';
import { recordTable } from '../../support/record-table';

const REPORT: CapacityReport = {
  datasetGroup: 'shop',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-15T00:00:00.000Z',
  resources: [
    {
      type: 'campaign',
      name: 'top',
      arn: 'arn:top',
      status: 'IDLE',
      provisioned: 1,
      average: 0,
      peak: 0,
      provisionedTpsHours: 336,
      usedTpsHours: 0,
    },
  ],
};

describe('CapacityReports', () => {
  it('keep the newest report of each dataset group, and the failure that it names', async () => {
    // Prepare
    const reports = new CapacityReports((await recordTable()).table);
    await reports.put({ ...REPORT, resources: [] });

    // Act
    await reports.put({ ...REPORT, failure: 'no metrics' });
    await reports.put({ ...REPORT, datasetGroup: 'books' });

    // Assess
    expect(await reports.find('shop')).toEqual({ ...REPORT, failure: 'no metrics' });
    expect(await reports.find('books')).toEqual({ ...REPORT, datasetGroup: 'books' });
    expect(await reports.find('films')).toBeUndefined();
  });
});
