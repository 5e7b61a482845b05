import { body, part } from '../../../../../local/report/html/view/body';
import { runDetail, runList } from '../../../../../local/report/html/view/run';
import { chartsOf } from '../../../../../local/report/html/view/versions';
import { DAY, FROM, REPORT } from '../support/report-data';

const { text } = body(REPORT);
const VOID = ['br'];

/** Names of tags that are not closed, or are closed in the wrong order. */
function unbalanced(markup: string): readonly string[] {
  const open: string[] = [];
  const problems: string[] = [];
  for (const [, close, name = ''] of markup.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (VOID.includes(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) problems.push(name);
  }
  return [...problems, ...open];
}

describe('the report', () => {
  test('begins with the result, and links to failures', () => {
    expect(text).toContain('<h1>1 of 4 runs failed</h1>');
    expect(text).toContain('4 runs: 2 succeeded, 1 failed, 1 running');
    expect(text).toMatch(
      /<a href="#run" data-run="2">2026-01-07 00:00:00 import of movies<\/a> campaign: &quot;full&quot;/,
    );
    expect(text).toContain('1 version waits for a decision');
  });

  test('is well-formed and escapes all values, in each of its parts', () => {
    const parts = ['resources', 'uses', 'checks', 'events', 'metrics', 'counts', 'notification'].map((name) =>
      part(REPORT, name, 0),
    );
    const empty = {
      ...REPORT,
      runs: [],
      resources: [],
      versions: [],
      checks: [],
      uses: [],
      notifications: [],
      events: [],
      metrics: [],
    };
    for (const { text: markup } of [
      ...parts,
      ...REPORT.runs.map((_, index) => runDetail(REPORT, index)),
      body(empty),
    ]) {
      expect(unbalanced(markup)).toEqual([]);
      expect(markup).not.toMatch(/<script|<b>\s|<full|NaN|undefined/);
    }
    expect(unbalanced(text)).toEqual([]);
  });

  test('shows the billed use, and marks a campaign that had no requests', () => {
    // Act
    const { text: table } = part(REPORT, 'uses', 0);
    // Assess
    expect(text).toContain('Billed use of Amazon Personalize (3, of which 1 had no request for recommendations)');
    expect(table).toContain('<td>24 TPS-hours</td><td><b>none</b></td>');
    expect(table).toContain('<td>24 TPS-hours</td><td>1,200</td>');
    expect(table).toContain('<td>1 import, 0.2 GB imported</td><td>-</td>');
  });

  test('lists the runs of one row of the grid, failed runs first', () => {
    const row = { name: 'import', datasetGroup: 'movies', schedule: '', runs: [1, 2] };
    const { text: list } = runList(REPORT, row, { from: FROM, to: FROM + 4 * DAY });
    expect([...list.matchAll(/data-run="(\d)"/g)].map(([, run]) => run)).toEqual(['2', '1']);
  });

  test('shows the phases of a resource during a run as bars, placed by time, and as text', () => {
    // Act
    const { text: detail } = runDetail(REPORT, 0);

    // Assess
    const bars = [...detail.matchAll(/class="bar (\w+)" style="left:([\d.]+)%;width:([\d.]+)%"/g)];
    expect(bars.map(([, kind, left, width]) => [kind, Number(left), Number(width)])).toEqual([
      ['waiting', 20, 20],
      ['working', 40, 40],
      ['failed', 80, 0],
    ]);
    expect(detail).toContain('CREATE PENDING 10 min, CREATE IN_PROGRESS 20 min');
  });

  test('shows decisions, and the metrics of versions over time', () => {
    expect(chartsOf(REPORT.versions)).toMatchObject([
      {
        metric: 'coverage',
        points: [
          { value: 0.5, isPromoted: true },
          { value: 0.01, isPromoted: false },
        ],
      },
      { metric: 'precision_at_5', points: [{ value: 0.1 }] },
    ]);
    expect(text).toContain('aria-label="coverage of top: 0.5, 0.01"');
    expect(text).toContain('<i class="open">HELD</i>');
    expect(text).toContain('<td>coverage 0.01 (popular: 0.02)</td>');
  });

  test('shows the result and the counts of each check of rows', () => {
    // Act
    const { text: checks } = part(REPORT, 'checks', 0);

    // Assess
    expect(text).toContain('<summary>Checks of rows (2)</summary>');
    expect(checks).toContain(
      '<i class="good">ACCEPTED</i></td><td>1,200</td><td>users 80, event types 1</td><td>PRICE 3',
    );
    expect(checks).toContain('<td>2026-01-01 00:00:00 to 2026-01-04 00:00:00</td><td>-</td>');
    expect(checks).toContain(
      '<i class="bad">REFUSED</i></td><td>7 (partly read)</td><td>users 2</td><td>-</td><td>-</td><td>time &lt;b&gt; 7',
    );
  });

  test('shows the e-mail of a notification, and its texts for other protocols collapsed', () => {
    expect(part(REPORT, 'notification', 0).text).toContain('<pre tabindex="0">It failed:\n&lt;full&gt;</pre>');
    expect(part(REPORT, 'notification', 0).text).toContain('<summary>lambda, sqs</summary>');
  });
});
