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
    ['is IDLE without a request', {}, NONE, 'IDLE'],
    ['is IDLE if its last request was longer ago than `idleAfter`', {}, requests(9, 4, '2026-01-15T23:55:00Z'), 'IDLE'],
    ['is USED if its last request was exactly `idleAfter` ago', {}, requests(9, 4, '2026-01-16T00:00:00Z'), 'USED'],
    [
      'is OVERSIZED if it never reached a quarter of its minimum',
      {},
      requests(9, 0.99, '2026-01-18T00:00:00Z'),
      'OVERSIZED',
    ],
    ['is USED if it reached a quarter of its minimum', {}, requests(9, 1, '2026-01-18T00:00:00Z'), 'USED'],
    [
      'is USED, not OVERSIZED, if its minimum is 1',
      { provisioned: 1 },
      requests(9, 0.01, '2026-01-18T00:00:00Z'),
      'USED',
    ],
    ['is NEW if it is younger than the lookback period', { createdAt: new Date('2026-01-05T00:05:00Z') }, NONE, 'NEW'],
    ['is IDLE without a request once it is as old as the lookback period', { createdAt: LOOKBACK.from }, NONE, 'IDLE'],
    ['is UNKNOWN if its requests are not measured', { isMeasured: false }, NONE, 'UNKNOWN'],
    ['is RESTING if it is stopped, but no schedule stops it', { ...RESTS, name: 'other' }, NONE, 'RESTING'],
    ['is IDLE without a request if a schedule stops it', RESTS, NONE, 'IDLE'],
    [
      'is RESTING if it was stopped for the whole lookback period',
      { ...RESTS, stoppedAt: LOOKBACK.from },
      NONE,
      'RESTING',
    ],
    [
      'is USED if a schedule stops it and it had a request, even if longer ago than `idleAfter`',
      RESTS,
      requests(9, 4, '2026-01-06T00:00:00Z'),
      'USED',
    ],
    ['is not assessed if it has failed', { status: 'CREATE FAILED' }, NONE, undefined],
    ['is not assessed while it is being created', { status: 'CREATE IN_PROGRESS' }, NONE, undefined],
  ])('%s', (_what, changed, measured, expected) => {
    // Act
    const found = assess({ ...CAMPAIGN, ...changed }, measured, {
      ...LOOKBACK,
      ...capacityOf({ idleAfter: '3 days' }),
      stoppedBySchedule: new Set(['rests', 'top']),
      switchesOf: () => [],
    });

    // Assess
    expect(found?.status).toBe(expected);
  });

  it('is measured in TPS-hours since it was created', () => {
    // Prepare
    const day = { ...CAMPAIGN, createdAt: new Date('2026-01-18T00:00:00Z') };

    // Act
    const check = { ...LOOKBACK, ...capacityOf(), stoppedBySchedule: new Set<string>(), switchesOf: () => [] };
    const found = assess(day, requests(7200, 0.5, '2026-01-18T12:00:00Z'), check);

    // Assess
    expect(found).toMatchObject({ provisionedTpsHours: 96, usedTpsHours: 2, average: 2 / 24, peak: 0.5 });
    expect(found?.lastRequestAt).toBe('2026-01-18T12:00:00.000Z');
  });

  it('has the time of its latest update only if the update came in the lookback period', () => {
    // Prepare
    const check = { ...LOOKBACK, ...capacityOf(), stoppedBySchedule: new Set<string>(), switchesOf: () => [] };
    const updated = (time: string) => assess({ ...CAMPAIGN, updatedAt: new Date(time) }, NONE, check)?.updatedAt;

    // Act and assess
    expect(updated('2026-01-18T12:00:00Z')).toBe('2026-01-18T12:00:00.000Z');
    expect(updated('2026-01-04T12:00:00Z')).toBeUndefined();
  });
});

describe('a recommender', () => {
  it('is measured in billed TPS-hours, which exclude the hours for which runs had stopped it', () => {
    // Prepare
    const stop = { time: Date.parse('2026-01-18T20:00:00Z'), serves: false };
    const start = { time: Date.parse('2026-01-19T00:00:00Z') - 1_800_000, serves: true };
    const check = {
      ...LOOKBACK,
      ...capacityOf(),
      stoppedBySchedule: new Set(['rests']),
      switchesOf: () => [stop, start],
    };
    const recommender = { ...CAMPAIGN, ...RESTS, status: 'ACTIVE', createdAt: new Date('2026-01-18T00:00:00Z') };

    // Act
    const found = assess(recommender, NONE, check);

    // Assess
    expect(found).toMatchObject({ provisionedTpsHours: 4 * 20.5 });
  });
});
