import { assess } from '../../../functions/report-idle-capacity/assess';
import { capacityOf } from '../../../lib/parameter-file/capacity';
import type { Requests } from '../../../lib/reconciler/usage/requests';

const LOOKBACK = { from: new Date('2026-01-05T00:00:00Z'), to: new Date('2026-01-19T00:00:00Z') };
const RESTS = { type: 'recommender', name: 'rests', status: 'INACTIVE' } as const;
const NONE: Requests = { count: 0, peak: 0 };
const CAMPAIGN: Parameters<typeof assess>[0] = {
  type: 'campaign',
  name: 'top',
  arn: 'arn:top',
  status: 'ACTIVE',
  provisioned: 4,
  isMeasured: true,
  createdAt: new Date('2025-12-01T00:00:00Z'),
};

const requests = (count: number, peak: number, last: string): Requests => ({ count, peak, last: new Date(last) });

describe('a campaign or a recommender', () => {
  it.each<[string, Partial<typeof CAMPAIGN>, Requests, string | undefined]>([
    ['without a request is IDLE', {}, NONE, 'IDLE'],
    ['whose last request was before the limit is IDLE', {}, requests(9, 4, '2026-01-15T23:55:00Z'), 'IDLE'],
    ['whose last request was at the limit is USED', {}, requests(9, 4, '2026-01-16T00:00:00Z'), 'USED'],
    [
      'that never reached a quarter of its minimum is OVERSIZED',
      {},
      requests(9, 0.99, '2026-01-18T00:00:00Z'),
      'OVERSIZED',
    ],
    ['that reached a quarter of its minimum is USED', {}, requests(9, 1, '2026-01-18T00:00:00Z'), 'USED'],
    [
      'with the smallest minimum is never OVERSIZED',
      { provisioned: 1 },
      requests(9, 0.01, '2026-01-18T00:00:00Z'),
      'USED',
    ],
    ['younger than the lookback period is NEW', { createdAt: new Date('2026-01-05T00:05:00Z') }, NONE, 'NEW'],
    ['as old as the lookback period, without a request, is IDLE', { createdAt: LOOKBACK.from }, NONE, 'IDLE'],
    ['whose requests are not measured is UNKNOWN', { isMeasured: false }, NONE, 'UNKNOWN'],
    ['that is stopped, but by no schedule, is RESTING', { ...RESTS, name: 'other' }, NONE, 'RESTING'],
    ['that a schedule stops is IDLE without a request', RESTS, NONE, 'IDLE'],
    [
      'that was stopped for the whole lookback period is RESTING',
      { ...RESTS, stoppedAt: LOOKBACK.from },
      NONE,
      'RESTING',
    ],
    ['that a schedule stops is USED with a request', RESTS, requests(9, 4, '2026-01-06T00:00:00Z'), 'USED'],
    ['that has failed is not assessed', { status: 'CREATE FAILED' }, NONE, undefined],
    ['that is being created is not assessed', { status: 'CREATE IN_PROGRESS' }, NONE, undefined],
  ])('%s', (_what, changed, measured, expected) => {
    // Act
    const found = assess({ ...CAMPAIGN, ...changed }, measured, {
      ...LOOKBACK,
      ...capacityOf({ idleAfter: '3 days' }),
      resting: new Set(['rests', 'top']),
      switchesOf: () => [],
    });

    // Assess
    expect(found?.status).toBe(expected);
  });

  it('is measured in TPS-hours since it was created', () => {
    // Prepare
    const day = { ...CAMPAIGN, createdAt: new Date('2026-01-18T00:00:00Z') };

    // Act
    const check = { ...LOOKBACK, ...capacityOf(), resting: new Set<string>(), switchesOf: () => [] };
    const found = assess(day, requests(7200, 0.5, '2026-01-18T12:00:00Z'), check);

    // Assess
    expect(found).toMatchObject({ provisionedTpsHours: 96, usedTpsHours: 2, average: 2 / 24, peak: 0.5 });
    expect(found?.lastRequestAt).toBe('2026-01-18T12:00:00.000Z');
  });

  it('has the time of its latest update only if the update came in the lookback period', () => {
    // Prepare
    const check = { ...LOOKBACK, ...capacityOf(), resting: new Set<string>(), switchesOf: () => [] };
    const updated = (time: string) => assess({ ...CAMPAIGN, updatedAt: new Date(time) }, NONE, check)?.updatedAt;

    // Act and assess
    expect(updated('2026-01-18T12:00:00Z')).toBe('2026-01-18T12:00:00.000Z');
    expect(updated('2026-01-04T12:00:00Z')).toBeUndefined();
  });
});

describe('a recommender', () => {
  it('is measured in the billed TPS-hours, without the hours in which it was stopped by runs', () => {
    // Prepare
    const stop = { time: Date.parse('2026-01-18T20:00:00Z'), serves: false };
    const start = { time: Date.parse('2026-01-19T00:00:00Z') - 1_800_000, serves: true };
    const check = { ...LOOKBACK, ...capacityOf(), resting: new Set(['rests']), switchesOf: () => [stop, start] };
    const recommender = { ...CAMPAIGN, ...RESTS, status: 'ACTIVE', createdAt: new Date('2026-01-18T00:00:00Z') };

    // Act
    const found = assess(recommender, NONE, check);

    // Assess
    expect(found).toMatchObject({ provisionedTpsHours: 4 * 20.5 });
  });
});
