import { columnsOf, grid, rowsOf } from '../../../../../local/report/html/view/grid';
import { DAY, FROM, REPORT } from '../support/report-data';

const HOUR = DAY / 24;
const everything = { from: REPORT.from, to: REPORT.to + 1 };

describe('the grid', () => {
  it('has a row for each task, and a row for uploads', () => {
    expect(rowsOf(REPORT)).toEqual([
      { name: 'import', datasetGroup: 'movies', schedule: 'cron(0 0 * * ? *) Europe/Berlin', runs: [1, 2, 3] },
      { name: 'upload', datasetGroup: 'movies', schedule: '', runs: [0] },
    ]);
  });

  it.each([
    [2, 48, HOUR],
    [30, 30, DAY],
    [364, 52, 7 * DAY],
  ])('shows %d days in %d columns', (days, count, length) => {
    const columns = columnsOf({ from: FROM, to: FROM + days * DAY });
    expect(columns).toHaveLength(count);
    expect(columns[0]).toEqual({ from: FROM, to: FROM + length });
  });

  it.each([1, 2, 30, 60, 364])(
    'shows 10 to 20 labels of columns on a narrow screen, besides the names of months, for %d days',
    (days) => {
      // Act
      const { text } = grid(REPORT, { from: FROM, to: FROM + days * DAY });

      // Assess
      const labels = [...text.matchAll(/class="(?:day|hour) (minor)?[^>]*>(<span>)?/g)];
      const shown = labels.filter(([, minor, month]) => minor === undefined && month === undefined);
      expect(labels.length).toBeGreaterThanOrEqual(24);
      expect(shown.length).toBeGreaterThanOrEqual(10);
      expect(shown.length).toBeLessThanOrEqual(20);
    },
  );

  it('has one square for each run, and gives the same information as text', () => {
    // Act
    const { text } = grid(REPORT, everything);

    // Assess
    expect([...text.matchAll(/class="run (\w+)" data-run="(\d+)"/g)].map(([, kind, run]) => `${run} ${kind}`)).toEqual([
      '1 good',
      '2 bad',
      '3 open',
      '0 good',
    ]);
    expect(text).toContain('aria-label="import, 3 runs: 1 succeeded, 1 failed, 1 running"');
    expect(text).toContain('title="import 2026-01-07 00:00:00 FAILED, 50 min"');
    expect(text).toContain('aria-label="Show 2026-01-07, 1 run: 1 failed"');
  });

  it('shows the hours of a chosen day, and the runs of that day only', () => {
    // Act
    const { text } = grid(REPORT, { from: FROM + 2 * DAY, to: FROM + 3 * DAY });

    // Assess
    expect(text.match(/class="hour /g)).toHaveLength(24);
    expect([...text.matchAll(/data-run="(\d+)"/g)].map(([, run]) => run)).toEqual(['2']);
  });
});
