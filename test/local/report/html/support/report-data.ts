import type { PageData, RunData } from '../../../../../local/report/html/page-data';

const MINUTE = 60_000;
export const FROM = Date.UTC(2026, 0, 5);
export const DAY = 24 * 60 * MINUTE;

function run(day: number, status: string, more: Partial<RunData> = {}): RunData {
  const from = FROM + day * DAY;
  return {
    datasetGroup: 'movies',
    workflow: 'dataset-import',
    trigger: 'import',
    status,
    from,
    to: from + 50 * MINUTE,
    ...more,
  };
}

/** Four days of a dataset group. Its names and texts contain markup. */
export const REPORT: PageData = {
  title: 'Movies & <more>',
  from: FROM,
  to: FROM + 4 * DAY,
  tasks: [{ name: 'import', schedule: 'cron(0 0 * * ? *) Europe/Berlin' }],
  runs: [
    run(0, 'SUCCEEDED', { trigger: 'upload', workflow: 'personalize-workflow' }),
    run(1, 'SUCCEEDED'),
    run(2, 'FAILED', { error: 'campaign: "full" <b>\nmore' }),
    { ...run(4, 'RUNNING'), to: undefined } as RunData,
  ],
  resources: [
    {
      type: 'Campaign',
      name: '</script><script>alert(1)</script>',
      arn: 'arn:campaign/top',
      status: 'CREATE FAILED',
      failureReason: 'full',
      phases: [
        { status: 'CREATE PENDING', kind: 'waiting', from: FROM + 10 * MINUTE, to: FROM + 20 * MINUTE },
        { status: 'CREATE IN_PROGRESS', kind: 'working', from: FROM + 20 * MINUTE, to: FROM + 40 * MINUTE },
        { status: 'CREATE FAILED', kind: 'failed', from: FROM + 40 * MINUTE, to: FROM + 40 * MINUTE },
      ],
      polls: 500,
    },
    { type: 'Schema', name: 's', arn: 'arn:schema/s', status: 'ACTIVE', phases: [], polls: 0 },
  ],
  versions: [
    { solution: 'top', id: 'v1', at: FROM, metrics: { coverage: 0.5, precision_at_5: 0.1 } },
    {
      solution: 'top',
      id: 'v2',
      at: FROM + DAY,
      metrics: { coverage: 0.01 },
      decision: {
        decision: 'HELD',
        decidedBy: 'rules',
        decidedAt: new Date(FROM + DAY).toISOString(),
        verdicts: [
          { metric: 'coverage', rule: 'at least 0.1', candidate: 0.01, passed: false },
          {
            metric: 'coverage',
            rule: "at least 20% above 'popular'",
            candidate: 0.01,
            baseline: { solution: 'popular', value: 0.02 },
            passed: false,
          },
        ],
      },
    },
  ],
  checks: [
    {
      datasetGroup: 'movies',
      dataset: 'interactions',
      at: FROM,
      verdict: 'ACCEPTED',
      rows: 1200,
      isComplete: true,
      counts: { users: 80, items: 0, 'event types': 1 },
      nulls: { PRICE: 3 },
      violations: {},
      oldest: FROM - 4 * DAY,
      newest: FROM - DAY,
    },
    {
      datasetGroup: 'movies',
      dataset: 'interactions',
      at: FROM + DAY,
      verdict: 'REFUSED',
      rows: 7,
      isComplete: false,
      counts: { users: 2 },
      nulls: {},
      violations: { 'time <b>': 7 },
    },
  ],
  uses: [
    { datasetGroup: 'movies', what: "campaign '<b>top'", billed: '24 TPS-hours', requests: 0, isUnused: true },
    { datasetGroup: 'movies', what: "campaign 'home'", billed: '24 TPS-hours', requests: 1200, isUnused: false },
    { datasetGroup: 'movies', what: 'imports of INTERACTIONS', billed: '1 import, 0.2 GB imported', isUnused: false },
  ],
  notifications: [
    {
      at: FROM + 50 * MINUTE,
      subject: 'FAILED movies',
      texts: [
        { protocols: ['email'], text: 'It failed:\n<full>' },
        { protocols: ['lambda', 'sqs'], text: '{"status":"UPDATE FAILED"}' },
      ],
    },
  ],
  events: [
    { at: FROM, type: 'Personalize Campaign State Change', resource: 'campaign/c', detail: { Status: 'FAILED' } },
  ],
  metrics: [{ name: 'JobFailure', of: 'Workflow', samples: 1, sum: 1, last: 1 }],
  counts: [{ what: 'state transitions', total: 1234, parts: [{ name: 'run', count: 1234 }] }],
};
