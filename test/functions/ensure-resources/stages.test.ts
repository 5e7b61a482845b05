import * as fc from 'fast-check';
import { hasEnded, type Stage, Stages } from '../../../functions/ensure-resources/stages';
import type { StepProgress } from '../../../functions/ensure-resources/work-poll';
import type { WorkItem } from '../../../lib/reconciler/work/work-item';
import { item, solutionItems } from '../../support/loop-world';

const BEGUN = { status: 'OPEN', begunAt: '2026-01-05T00:00:00.000Z' } as const;
const QUEUED = { ...BEGUN, isQueued: true } as const;
const FAILED = { status: 'FAILED' } as const;
const READY = { status: 'READY' } as const;

/** Returns the stage of each item, by the id of the item. */
function stages(list: readonly WorkItem[], progress: Readonly<Record<string, StepProgress>> = {}) {
  const found = new Stages(list, new Map(Object.entries(progress)));
  return Object.fromEntries(list.map(({ id }) => [id, found.of(id)]));
}

const start = (name: string) => item(name, { type: 'solutionVersion', stepOptions: { until: 'STARTED' } });

describe('an item of work', () => {
  it.each<readonly [string, Readonly<Record<string, StepProgress>>, Stage]>([
    ['is blocked while the items that it needs have not begun', {}, 'BLOCKED'],
    ['is blocked while an item that it needs is in progress and another has not begun', { a: BEGUN }, 'BLOCKED'],
    [
      'is blocked while one of the items that it needs is ready and the other one is in progress',
      { a: READY, b: BEGUN },
      'BLOCKED',
    ],
    ['is open once all items that it needs are ready', { a: READY, b: READY }, 'OPEN'],
    ['is skipped once one of the items that it needs has failed', { a: BEGUN, b: FAILED }, 'SKIPPED'],
    [
      'is ready if it is recorded as ready, even if an item that it needs is in progress',
      { a: BEGUN, c: READY },
      'READY',
    ],
  ])('%s', (_, progress, expected) => {
    // Prepare
    const list = [item('a'), item('b'), item('c', { after: ['a', 'b'] })];

    // Act and assess
    expect(stages(list, progress).c).toBe(expected);
  });

  it('is skipped if an item on which it depends indirectly has failed', () => {
    // Prepare
    const list = [item('a'), item('b', { after: ['a'] }), item('c', { after: ['b'] })];

    // Act and assess
    expect(stages(list, { a: FAILED })).toEqual({ a: 'FAILED', b: 'SKIPPED', c: 'SKIPPED' });
  });

  it.each<readonly [string, StepProgress | undefined, Stage]>([
    ['is blocked while the item whose end it waits for is in progress', BEGUN, 'BLOCKED'],
    ['is open if the item whose end it waits for has failed', FAILED, 'OPEN'],
    ['is open if the item whose end it waits for has succeeded', READY, 'OPEN'],
  ])('%s', (_, progress, expected) => {
    // Prepare
    const list = [item('a'), item('b', { afterEnd: ['a'] })];

    // Act and assess
    expect(stages(list, progress && { a: progress }).b).toBe(expected);
  });

  it('is open if the item whose end it waits for was skipped', () => {
    // Prepare
    const list = [item('a'), item('b', { after: ['a'] }), item('c', { afterEnd: ['b'] })];

    // Act and assess
    expect(stages(list, { a: FAILED }).c).toBe('OPEN');
  });
});

describe('a quota on work in progress', () => {
  it('holds back items that have not begun while another item of the same type waits for the quota', () => {
    // Prepare
    const list = [start('a'), start('b'), start('c'), item('campaign')];

    // Act and assess
    expect(stages(list, { a: QUEUED, b: BEGUN })).toEqual({
      a: 'OPEN',
      b: 'OPEN',
      c: 'HELD_BACK',
      campaign: 'OPEN',
    });
  });

  it('skips the items that it holds back, and what needs them, once the waiting item has given up', () => {
    // Prepare
    const list = [start('a'), start('b'), ...solutionItems('top')];

    // Act
    const ended = stages(list, { a: { ...FAILED, isQueued: true }, b: BEGUN, top: READY });

    // Assess
    expect(ended).toEqual({
      a: 'FAILED',
      b: 'OPEN',
      top: 'READY',
      'top start': 'SKIPPED',
      'top version': 'SKIPPED',
      'top campaign': 'SKIPPED',
    });
  });

  it('skips no other item if an item fails without having waited for the quota', () => {
    // Act and assess
    expect(stages([start('a'), start('b')], { a: FAILED }).b).toBe('OPEN');
  });

  it('holds back no check of data, and no item that continues another item', () => {
    // Prepare
    const queued = item('a', { type: 'datasetImportJob' });
    const check = item('check', { type: 'datasetImportJob', stepOptions: { until: 'CHECKED' } });
    const unchecked = item('unchecked', { type: 'datasetImportJob', stepOptions: { until: 'CHECKED' } });
    const going = item('going', { type: 'datasetImportJob', continues: 'check', after: ['check'] });

    // Act and assess
    expect(stages([queued, check, unchecked, going], { a: QUEUED, check: READY })).toEqual({
      a: 'OPEN',
      check: 'READY',
      unchecked: 'OPEN',
      going: 'OPEN',
    });
  });
});

describe('stages that are updated item by item', () => {
  it('are the same as stages that are computed anew from all progress', () => {
    // Prepare
    const list = [
      ...['one', 'two', 'three'].flatMap((name) => solutionItems(name)),
      ...[item('a'), item('b', { after: ['a'] }), item('last', { after: ['a'], afterEnd: ['b', 'one campaign'] })],
    ];
    const changes = fc.array(fc.tuple(fc.nat(list.length - 1), fc.constantFrom(BEGUN, QUEUED, FAILED, READY)));

    fc.assert(
      fc.property(changes, (noted) => {
        // Act
        const kept = new Stages(list, new Map());
        const progress = new Map<string, StepProgress>();
        for (const [place, change] of noted) {
          const each = list[place];
          // Items that have ended or are blocked do not change.
          if (each === undefined || hasEnded(kept.of(each.id)) || kept.of(each.id) === 'BLOCKED') continue;
          kept.note(each, change);
          progress.set(each.id, change);
        }

        // Assess
        const fresh = new Stages(list, progress);
        expect(list.map(({ id }) => kept.of(id))).toEqual(list.map(({ id }) => fresh.of(id)));
        expect([...kept.open].map(({ id }) => id).sort()).toEqual([...fresh.open].map(({ id }) => id).sort());
      }),
    );
  });
});
