import { renderPage } from '../../../../local/report/html/page';
import type { PageData } from '../../../../local/report/html/page-data';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 0, 5);

const DATA: PageData = {
  title: 'Movies & <more>',
  from: FROM,
  to: FROM + 100 * MINUTE,
  runs: [
    {
      datasetGroup: 'movies',
      workflow: 'personalize-workflow',
      trigger: 'upload',
      status: 'FAILED',
      from: FROM,
      to: FROM + 50 * MINUTE,
      error: 'campaign: "full" <b>',
    },
  ],
  resources: [
    {
      type: 'Campaign',
      name: 'top',
      arn: 'arn:campaign/top',
      status: 'CREATE FAILED',
      failureReason: 'full',
      phases: [
        { status: 'CREATE PENDING', kind: 'waiting', from: FROM + 10 * MINUTE, to: FROM + 20 * MINUTE },
        { status: 'CREATE IN_PROGRESS', kind: 'working', from: FROM + 20 * MINUTE, to: FROM + 50 * MINUTE },
        { status: 'CREATE FAILED', kind: 'failed', from: FROM + 50 * MINUTE, to: FROM + 50 * MINUTE },
      ],
      polls: Array.from({ length: 500 }, (_, index) => FROM + 10 * MINUTE + index * 1000),
    },
    { type: 'Schema', name: 's', arn: 'arn:schema/s', status: 'ACTIVE', phases: [], polls: [] },
  ],
  notifications: [
    {
      at: FROM + 50 * MINUTE,
      subject: 'update failed',
      message: { default: 'It failed.', email: 'It failed:\nfull', sqs: '{"status":"UPDATE FAILED"}' },
    },
  ],
  events: [{ at: FROM, type: 'Personalize Campaign State Change', resource: 'arn:c', detail: { Status: 'FAILED' } }],
  metrics: [{ name: 'JobFailure', of: 'Workflow', samples: 1, sum: 1, last: 1 }],
  counts: [{ what: 'state transitions', total: 1234, parts: [{ name: 'run', count: 1234 }] }],
};

const page = renderPage(DATA);

const VOID = ['meta', 'link', 'br'];

/** Tags that are not closed, or closed in the wrong order. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  const problems: string[] = [];
  const body = text.replace(/<style>[\s\S]*?<\/style>/, '').replace('<!doctype html>', '');
  for (const [, close, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
    if (VOID.includes(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) problems.push(name);
  }
  return [...problems, ...open];
}

/** The content between the tags of a row, by its id. */
function rowOf(id: string): string {
  const [, row = ''] = page.split(`data-id="${id}"`);
  return row.split('</details>')[0] ?? '';
}

describe('renderPage', () => {
  test('has properly nested HTML elements', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(unbalanced(page)).toEqual([]);
  });

  test('makes no requests and runs no scripts', () => {
    expect(page).not.toMatch(/<script|<img|<iframe|\bon[a-z]+=|@import|url\(/i);
    expect([...page.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      'data:,',
      '#timeline',
      '#resources',
      '#notifications',
      '#events',
      '#metrics',
    ]);
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`);
  });

  test('links to existing sections only', () => {
    for (const [, id] of page.matchAll(/href="#([a-z]+)"/g)) expect(page).toContain(`<h2 id="${id}">`);
  });

  test('escapes text', () => {
    expect(page).toContain('<title>Movies &amp; &lt;more&gt;</title>');
    expect(page).toContain('campaign: &quot;full&quot; &lt;b&gt;');
  });

  test('has exactly one row for each run and each resource', () => {
    expect([...page.matchAll(/<details class="row" data-id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'run movies personalize-workflow upload 2026-01-05 00:00:00',
      'arn:campaign/top',
      'arn:schema/s',
    ]);
  });

  test('places bars by their time on the virtual clock', () => {
    // Act
    const bars = [...rowOf('arn:campaign/top').matchAll(/class="bar (\w+)" style="left:([\d.]+)%;width:([\d.]+)%"/g)];

    // Assess
    expect(bars.map(([, kind, left, width]) => [kind, Number(left), Number(width)])).toEqual([
      ['waiting', 10, 10],
      ['working', 20, 30],
      ['failed', 50, 0],
    ]);
  });

  test('thins out marks of polls, and shows the number of polls', () => {
    const row = rowOf('arn:campaign/top');
    expect(row.match(/class="poll"/g)?.length).toBeLessThanOrEqual(60);
    expect(row).toContain('<dt>Polls</dt><dd>500</dd>');
    expect(row).toContain('<dt>Failure reason</dt><dd>full</dd>');
  });

  test('has round times on its axis', () => {
    expect(
      [...page.matchAll(/class="tick" style="left:([\d.]+)%">([^<]+)/g)].map(([, at, text]) => [at, text]),
    ).toEqual([
      ['0', '00:00'],
      ['30', '00:30'],
      ['60', '01:00'],
      ['90', '01:30'],
    ]);
  });

  test('shows e-mails, and other protocols in a collapsed section', () => {
    expect(page).toContain('<pre>It failed:\nfull</pre>');
    expect(page).toContain(
      '<details><summary>sqs</summary><pre>{\n  &quot;status&quot;: &quot;UPDATE FAILED&quot;\n}</pre></details>',
    );
  });

  test('shows empty sections as empty', () => {
    const empty = renderPage({
      ...DATA,
      runs: [],
      resources: [],
      notifications: [],
      events: [],
      metrics: [],
      to: FROM,
    });
    expect(unbalanced(empty)).toEqual([]);
    expect(empty.match(/<p>None\.<\/p>/g)).toHaveLength(4);
    expect(empty).not.toContain('NaN');
  });
});
