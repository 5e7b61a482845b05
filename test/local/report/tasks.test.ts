import { renderTasks } from '../../../local/report/text';

describe('renderTasks', () => {
  test('shows how many runs of each task had each result, and its last and next run if there are any', () => {
    // Prepare
    const row = {
      name: 'import',
      schedule: 'rate(6 hours)',
      succeeded: 3,
      unchanged: 4,
      skipped: 1,
      failed: 2,
      running: 0,
    };

    // Act
    const lines = renderTasks([
      { ...row, last: '2026-01-05T12:00:00.000Z', next: Date.UTC(2026, 0, 5, 18) },
      { ...row, name: 'batch' },
    ]).split('\n');

    // Assess
    expect(lines[2]).toMatch(
      /import │ rate\(6 hours\) │ 3 +│ 4 +│ 1 +│ 2 +│ 0 +│ 2026-01-05 12:00:00 │ 2026-01-05 18:00:00 │/,
    );
    expect(lines[3]).toMatch(/batch +│ rate\(6 hours\) │ 3 +│ 4 +│ 1 +│ 2 +│ 0 +│ +│ +│/);
  });
});
