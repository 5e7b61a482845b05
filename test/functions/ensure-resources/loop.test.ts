import { ResourceInUseException } from '@aws-sdk/client-personalize';
import type { StepProgress } from '../../../functions/ensure-resources/work-poll';
import { ResourceFailed, WaitedTooLong } from '../../../lib/reconciler/errors';
import { LOCKS } from '../../../lib/reconciler/work/work-locks';
import { item, LoopWorld, OTHER, OWN, solutionItems } from '../../support/loop-world';

const WAIT = { status: 'WAIT', waitSeconds: 60, reason: 'CREATE IN_PROGRESS' } as const;
const QUOTA = { status: 'QUOTA', waitSeconds: 30, reason: 'More than 20 in progress' } as const;
const READY = { status: 'READY' } as const;
const REMOVAL = { until: 'ABSENT' } as const;

const IMPORTS = [
  item('check', { type: 'datasetImportJob', stepOptions: { until: 'CHECKED' }, lock: LOCKS.data }),
  item('import', { type: 'datasetImportJob', after: ['check'], continues: 'check', lock: LOCKS.data }),
];

function throttled(): Error {
  return Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
}

/** Makes each wake-up die just before it records progress for which `what` returns true. */
function dieAt(world: LoopWorld, what: (id: string, progress: StepProgress) => boolean): void {
  world.beforeWrite = (id, progress) => {
    if (what(id, progress)) throw new Error('The function has died.');
  };
}

describe('a wake-up', () => {
  it('works through all items that need no wait, in the order of their dependencies', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a'), item('b', { after: ['a'] }), item('c', { after: ['b'] }), item('d')]);
    world.replies.c = [WAIT, READY];

    // Act
    const first = await world.wakeUp();
    world.pass(60);
    const second = await world.wakeUp();

    // Assess
    expect(first).toEqual({ status: 'WAIT', waitSeconds: 60 });
    expect(second).toEqual({ status: 'READY' });
    expect(world.happened('poll')).toEqual(['poll a', 'poll b', 'poll c', 'poll d', 'poll c']);
  });

  it('polls items that are due or have waited half their interval, and no others', async () => {
    // Prepare
    const world = await LoopWorld.of([item('due'), item('half'), item('less')]);
    world.replies.due = [WAIT];
    world.replies.half = [{ ...WAIT, waitSeconds: 120 }];
    world.replies.less = [{ ...WAIT, waitSeconds: 121 }];
    await world.wakeUp();
    world.happened();
    world.pass(60);

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(world.happened('poll')).toEqual(['poll due', 'poll half']);
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 60 });
  });

  it('does nothing if no item is due or has waited half its interval, and waits until the first item is due', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a'), item('b')]);
    world.replies.a = [WAIT];
    world.replies.b = [{ ...WAIT, waitSeconds: 45 }];
    await world.wakeUp();
    world.happened();
    world.pass(10);

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 35 });
    expect(world.log).toEqual([]);
  });

  it('begins no poll after 25 seconds, and leaves the other items to a wake-up one second later', async () => {
    // Prepare
    const names = ['a', 'b', 'c', 'd'];
    const world = await LoopWorld.of(names.map((name) => item(name)));
    for (const name of names)
      world.replies[name] = [
        () => {
          world.pass(20);
          return WAIT;
        },
      ];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(world.happened('poll')).toEqual(['poll a', 'poll b']);
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 1 });
  });

  it("gives each poll the start time of the item's work and the newest state that a poll returned", async () => {
    // Prepare
    const world = await LoopWorld.of([item('a')]);
    const state = { result: 'CREATED', arn: 'arn:a' } as const;
    world.replies.a = [{ ...WAIT, state }, throttled(), { ...WAIT, state }, READY];

    // Act
    await world.run();

    // Assess
    const given = world.given.get('a') ?? [];
    expect(given.map(({ begunAt }) => begunAt)).toEqual(Array(4).fill('2026-01-05T00:00:00.000Z'));
    expect(given.map(({ state: before }) => before)).toEqual([undefined, state, state, state]);
  });

  it('gives an item the state and the start time of the item that it continues', async () => {
    // Prepare
    const [check, imported] = IMPORTS;
    const world = await LoopWorld.of([check, imported].flatMap((each) => each ?? []));
    const state = { result: 'UNCHANGED', arn: 'arn:import' } as const;
    world.replies.check = [WAIT, { ...READY, state }];

    // Act
    await world.run();

    // Assess
    expect(world.given.get('import')).toEqual([
      expect.objectContaining({ begunAt: '2026-01-05T00:00:00.000Z', state }),
    ]);
  });
});

describe('a failure', () => {
  it('ends only the items that depend on the failed item, and is reported once the other items have ended', async () => {
    // Prepare
    const world = await LoopWorld.of([
      ...[item('a'), item('b', { after: ['a'] }), item('c', { after: ['b'] })],
      ...[item('other'), item('last', { after: ['other'], afterEnd: ['c'] })],
    ]);
    world.replies.a = [new ResourceFailed('campaign a', 'no capacity')];
    world.replies.other = [WAIT, READY];

    // Act
    const first = await world.wakeUp();
    world.pass(60);
    const second = await world.wakeUp();

    // Assess
    expect(first.status).toBe('WAIT');
    expect(second).toMatchObject({ status: 'FAILED', failure: { error: 'ResourceFailed' } });
    expect(world.happened('poll')).toEqual(['poll a', 'poll other', 'poll other', 'poll last']);
  });

  it('is recorded with the time at which it happened, not with the time of the previous poll', async () => {
    // Prepare
    const world = await LoopWorld.of([item('first'), item('later'), item('checked')]);
    const failure = new ResourceFailed('campaign', 'broken');
    world.replies.first = [failure];
    world.replies.later = [{ ...WAIT, waitSeconds: 300 }, failure];
    world.replies.checked = [{ ...WAIT, waitSeconds: 3600 }];

    const start = world.now.toISOString();

    // Act
    await world.wakeUp();
    world.pass(300);
    const end = world.now.toISOString();
    await world.wakeUp([{ id: 'checked', cause: 'out of memory' }]);

    // Assess
    const failedAt = ['first', 'later', 'checked'].map((id) => world.store.get(id)?.polledAt);
    expect(failedAt).toEqual([start, end, end]);
  });

  it('ends the item even if its poll returns the failure instead of throwing it', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a'), item('b', { after: ['a'] })]);
    world.replies.a = [{ status: 'FAILED', failure: { name: 'ResourceConflict', message: 'Nothing was changed.' } }];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({
      status: 'FAILED',
      failure: {
        error: 'ResourceConflict',
        cause: 'Nothing was changed.\nAs a result, these were not started: title of b.',
      },
    });
  });

  it.each([
    ['ThrottlingException', throttled()],
    ['ResourceInUseException', new ResourceInUseException({ $metadata: {}, message: 'It is in use' })],
  ])(
    'ends an item after an hour in which all its polls get %s; the hour starts again if the service answers in between',
    async (_, error) => {
      // Prepare
      const silent = await LoopWorld.of([item('a')]);
      silent.replies.a = [error];
      const interrupted = await LoopWorld.of([item('a')]);
      const untilSoon = (world: LoopWorld) => () => {
        if (world.seconds < 3000 || (world.seconds > 3400 && world.seconds < 6000)) throw error;
        return world.seconds < 6000 ? { ...WAIT, waitSeconds: 120 } : READY;
      };
      interrupted.replies.a = [untilSoon(interrupted)];

      // Act
      const answers = [await silent.run(), await interrupted.run(300)];

      // Assess
      expect(answers[0]).toMatchObject({ status: 'FAILED', failure: { error: 'WaitedTooLong' } });
      expect(answers[0]?.failure?.cause).toContain(error.message);
      expect(silent.seconds).toBeGreaterThanOrEqual(3600);
      expect(silent.seconds).toBeLessThan(4000);
      expect(answers[1]).toEqual({ status: 'READY' });
    },
  );
});

describe('the check of rows', () => {
  const check = { id: 'c', parts: 3 };
  const asks = { ...WAIT, status: 'CHECK', check } as const;

  it('is requested by the answer of the wake-up, which also has the seconds until another item is due', async () => {
    // Prepare
    const world = await LoopWorld.of([...IMPORTS, item('a')]);
    world.replies.check = [asks as never];
    world.replies.a = [{ ...WAIT, waitSeconds: 20 }];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({
      status: 'CHECK',
      waitSeconds: 20,
      checks: [{ id: 'check', check }],
    });
  });

  it('is requested once if two items ask for the same check', async () => {
    // Prepare
    const world = await LoopWorld.of([...IMPORTS, item('a')]);
    world.replies.check = [asks as never];
    world.replies.a = [asks as never];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer.checks).toHaveLength(1);
  });

  it('fails, with the items after it and no others, if it cannot be carried out, even if the function is called twice with this result', async () => {
    // Prepare
    const world = await LoopWorld.of([...IMPORTS, item('a')]);
    world.replies.check = [asks as never];
    world.replies.a = [WAIT, WAIT, READY];
    await world.wakeUp();
    world.pass(60);
    world.happened();
    const broken = [{ id: 'check', cause: 'Runtime exited [ensure-resources: Check csv files]' }];

    // Act
    await world.wakeUp(broken);
    const again = await world.wakeUp(broken);
    const end = await world.run();

    // Assess
    expect(world.happened('poll')).toEqual(['poll a', 'poll a']);
    expect(again.status).toBe('WAIT');
    expect(end).toMatchObject({ status: 'FAILED', failure: { error: 'StepBroke' } });
    expect(end.failure?.cause).toContain('title of check');
    expect(await world.holders(LOCKS.data)).toEqual([]);
  });
});

describe('a lock', () => {
  const [first, ...others] = solutionItems('top');

  it('on a solution is held from the first item of the solution to the end of the last item', async () => {
    // Prepare
    const list = solutionItems('top');
    const world = await LoopWorld.of(list);
    for (const { id } of list) world.replies[id] = [WAIT, READY];
    const held: boolean[] = [];

    // Act
    for (;;) {
      const { status, waitSeconds = 0 } = await world.wakeUp();
      if (status === 'READY') break;
      held.push((await world.holders(LOCKS.solution('top'))).includes(OWN));
      world.pass(waitSeconds);
    }

    // Assess
    expect(held).toEqual([true, true, true, true]);
    expect(await world.holders(LOCKS.solution('top'))).toEqual([]);
    expect(world.happened('release')).toEqual(['release data (shared)', 'release solution#top']);
  });

  it('is released when an item fails, because the later items that need it are skipped', async () => {
    // Prepare
    const world = await LoopWorld.of(solutionItems('top'));
    world.replies['top version'] = [new ResourceFailed('solution version', 'no data')];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer.status).toBe('FAILED');
    expect(await world.holders(LOCKS.solution('top'))).toEqual([]);
  });

  it('is released before the last item that needs it is recorded as ended', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a', { lock: LOCKS.solution('top') })]);

    // Act
    await world.wakeUp();

    // Assess
    expect(world.log.slice(-2)).toEqual(['release solution#top', 'write a READY']);
  });

  it('is acquired again for an item that was interrupted after the release, but before the end of the item was recorded', async () => {
    // Prepare
    const world = await LoopWorld.of(solutionItems('top'));
    dieAt(world, (id, { status }) => id === 'top campaign' && status === 'READY');
    await world.run(1).catch(() => undefined);
    world.beforeWrite = () => undefined;
    const others = await world.otherAcquires(LOCKS.solution('top'));
    world.happened();

    // Act
    const waits = await world.wakeUp();
    const meanwhile = world.happened('poll');
    await world.otherReleases(LOCKS.solution('top'));
    world.pass(waits.waitSeconds ?? 0);
    const end = await world.wakeUp();

    // Assess
    expect(others).toBe(true);
    expect([waits.status, meanwhile]).toEqual(['WAIT', []]);
    expect(end.status).toBe('READY');
    expect(world.happened('poll', 'acquire')).toEqual(['acquire solution#top', 'poll top campaign']);
  });

  it('on a solution stays held until the next poll if the wake-up dies before it records that a training could not start', async () => {
    // Prepare
    const world = await LoopWorld.of(solutionItems('top'));
    world.replies['top start'] = [{ status: 'FAILED' }];
    dieAt(world, (id, { status }) => id === 'top start' && status === 'FAILED');
    await world.wakeUp().catch(() => undefined);
    world.beforeWrite = () => undefined;

    // Act
    const others = await world.otherAcquires(LOCKS.solution('top'));
    await world.wakeUp();

    // Assess
    expect(others).toBe(false);
    expect(world.happened('poll')).toEqual(['poll top', 'poll top start', 'poll top start']);
    expect(await world.holders(LOCKS.solution('top'))).toEqual([]);
  });

  it('of skipped items is released by the next wake-up if the previous one died before the release', async () => {
    // Prepare: the training fails, so its version and its campaign are skipped
    const world = await LoopWorld.of([...solutionItems('top'), item('b')]);
    world.replies['top start'] = [WAIT, { status: 'FAILED' }];
    world.replies.b = [{ ...WAIT, waitSeconds: 86_400 }];
    await world.wakeUp();
    world.pass(60);
    world.beforeRelease = ({ item: lock }) => {
      if (lock === LOCKS.solution('top').item) throw new Error('The function has died.');
    };
    await world.wakeUp().catch(() => undefined);
    world.beforeRelease = () => undefined;
    const left = await world.holders(LOCKS.solution('top'));

    // Act
    await world.wakeUp();

    // Assess
    expect(left).toEqual([OWN]);
    expect(await world.holders(LOCKS.solution('top'))).toEqual([]);
  });

  it('that another run holds delays only the items that need it', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a', { lock: LOCKS.solution('top') }), item('b')]);
    await world.otherAcquires(LOCKS.solution('top'));

    // Act
    const answer = await world.wakeUp();
    const meanwhile = world.happened('poll');
    await world.otherReleases(LOCKS.solution('top'));
    world.pass(answer.waitSeconds ?? 0);
    const end = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.store.get('a')).not.toHaveProperty('lockedOutSince');
    expect(meanwhile).toEqual(['poll b']);
    expect(end.status).toBe('READY');
    expect(world.given.get('a')?.map(({ begunAt }) => begunAt)).toEqual(['2026-01-05T00:00:05.000Z']);
  });

  it('for which an item has waited seven days makes only the items that wait for it fail', async () => {
    // Prepare
    const world = await LoopWorld.of([...solutionItems('top'), item('b')]);
    await world.otherAcquires(LOCKS.solution('top'));

    // Act
    const first = await world.wakeUp();
    world.pass(7 * 24 * 3600 - 1);
    const last = await world.wakeUp();
    world.pass(last.waitSeconds ?? 0);
    const end = await world.wakeUp();

    // Assess
    expect([first, last]).toEqual([
      { status: 'WAIT', waitSeconds: 5 },
      { status: 'WAIT', waitSeconds: 300 },
    ]);
    expect(end).toMatchObject({ status: 'FAILED', failure: { error: 'WaitedTooLong' } });
    expect(end.failure?.cause).toContain(OTHER);
    expect(world.happened('poll')).toEqual(['poll b']);
    expect(await world.holders(LOCKS.solution('top'))).toEqual([OTHER]);
  });

  it('is taken over from a run that has ended', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a', { lock: LOCKS.solution('top') })]);
    await world.otherAcquires(LOCKS.solution('top'));
    world.running.clear();

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer.status).toBe('READY');
  });

  it('on the data is released after the imports, even if a training still waits for the lock of its solution', async () => {
    // Prepare
    const world = await LoopWorld.of([...IMPORTS, ...solutionItems('top', ['import'])]);
    await world.otherAcquires(LOCKS.solution('top'));

    // Act
    await world.wakeUp();

    // Assess
    expect(await world.holders(LOCKS.data)).toEqual([]);
    expect(await world.otherAcquires(LOCKS.dataForTraining)).toBe(true);
  });

  it('on the data is released when a dataset fails, because the import of the dataset no longer needs the lock', async () => {
    // Prepare: the check has acquired the lock
    const [check, own] = IMPORTS.map((each) => ({ ...each, after: each.id === 'import' ? ['check', 'dataset'] : [] }));
    const list = [item('dataset'), ...[check ?? [], own ?? []].flat(), item('filter')];
    const world = await LoopWorld.of(list);
    world.replies.dataset = [WAIT, new Error('CREATE FAILED')];
    world.replies.filter = [WAIT];

    // Act
    await world.wakeUp();
    const before = await world.holders(LOCKS.data);
    world.pass(3600);
    await world.wakeUp();

    // Assess
    expect(before).toEqual([OWN]);
    expect(await world.holders(LOCKS.data)).toEqual([]);
  });

  it('on the data is held during all checks and imports of a run', async () => {
    // Prepare
    const world = await LoopWorld.of(IMPORTS);
    world.replies.check = [WAIT, READY];
    world.replies.import = [WAIT, READY];
    const taken: boolean[] = [];

    // Act
    for (;;) {
      const { status, waitSeconds = 0 } = await world.wakeUp();
      if (status === 'READY') break;
      taken.push(await world.otherAcquires(LOCKS.data));
      world.pass(waitSeconds);
    }

    // Assess
    expect(taken).toEqual([false, false]);
    expect(world.happened('release')).toEqual(['release data']);
  });

  it('on the data is held while a training begins, and released when none is beginning, even if another one follows later', async () => {
    // Prepare
    const world = await LoopWorld.of([...solutionItems('one'), ...solutionItems('two'), ...solutionItems('three')]);
    world.replies['one start'] = [WAIT, READY];
    world.replies['two start'] = [{ ...WAIT, waitSeconds: 200 }, READY];
    world.replies.three = [WAIT, { ...WAIT, waitSeconds: 1000 }, READY];
    for (const name of ['one', 'two', 'three']) world.replies[`${name} version`] = [{ ...WAIT, waitSeconds: 5000 }];

    // Act
    await world.wakeUp();
    const whileTwoBegin = await world.holders(LOCKS.data);
    world.pass(60);
    await world.wakeUp();
    const whileOneBegins = await world.holders(LOCKS.data);
    world.pass(140);
    await world.wakeUp();
    const whileNoneBegins = await world.holders(LOCKS.data);

    // Assess
    expect([whileTwoBegin, whileOneBegins, whileNoneBegins]).toEqual([[OWN], [OWN], []]);
  });

  it('on the data is not kept for the next training while an import of another run waits for it', async () => {
    // Prepare
    const world = await LoopWorld.of([...solutionItems('one'), ...solutionItems('two')]);
    world.replies['one start'] = [WAIT, READY];
    world.replies.two = [{ ...WAIT, waitSeconds: 20 }, READY];
    world.replies['one version'] = [{ ...WAIT, waitSeconds: 5000 }];
    await world.wakeUp();
    await world.otherAcquires(LOCKS.data);
    world.pass(20);

    // Act
    await world.wakeUp();
    const polled = world.happened('poll').includes('poll two start');
    world.pass(40);
    await world.wakeUp();
    const acquired = await world.otherAcquires(LOCKS.data);
    world.pass(400);
    await world.wakeUp();
    await world.otherReleases(LOCKS.data);
    world.pass(400);
    await world.wakeUp();

    // Assess
    expect([polled, acquired]).toEqual([false, true]);
    expect(world.happened('poll')).toContain('poll two start');
  });

  it('on the data is released for an import while a training waits for a quota', async () => {
    // Prepare
    const world = await LoopWorld.of([first, ...others].flatMap((each) => each ?? []));
    world.replies['top start'] = [QUOTA];

    // Act
    await world.wakeUp();

    // Assess
    expect(await world.holders(LOCKS.data)).toEqual([]);
    expect(await world.holders(LOCKS.solution('top'))).toEqual([OWN]);
  });
});

describe('a quota on work in progress', () => {
  const three = ['one', 'two', 'three'].flatMap((name) => solutionItems(name));

  it('that is reached delays items that have not begun, but no items in progress', async () => {
    // Prepare
    const world = await LoopWorld.of(three);
    world.replies['one version'] = [WAIT];
    world.replies['two start'] = [QUOTA];

    // Act
    await world.wakeUp();
    world.pass(60);
    await world.wakeUp();

    // Assess
    const polls = world.happened('poll');
    expect(polls).not.toContain('poll three start');
    expect(polls.filter((poll) => poll === 'poll one version')).toHaveLength(2);
    expect(polls.filter((poll) => poll === 'poll two start')).toHaveLength(2);
  });

  it('lets a waiting item try again as soon as other work of its type ends, and counts its waiting time anew', async () => {
    // Prepare
    const world = await LoopWorld.of(three);
    world.replies['one version'] = [{ ...WAIT, waitSeconds: 300 }, READY];
    const state = { result: 'UNCHANGED', waitingSince: { QUOTA: '2026-01-05T00:00:00.000Z' } } as const;
    world.replies['two start'] = [{ ...QUOTA, waitSeconds: 600, state }, WAIT];
    await world.wakeUp();
    world.happened();

    // Act
    world.pass(300);
    await world.wakeUp();

    // Assess
    expect(world.happened('poll')).toContain('poll two start');
    expect(world.given.get('two start')?.at(-1)?.state).toEqual({ result: 'UNCHANGED' });
  });

  it.each([
    { title: '', isInterrupted: false },
    { title: ', even if the wake-up is interrupted before it records this', isInterrupted: true },
  ])('does not restart the waiting time of an import when another import gives up$title', async ({ isInterrupted }) => {
    // Prepare: both imports have begun, as their data were checked before
    const imports = ['interactions', 'items'].flatMap((name) => [
      item(`${name} check`, { type: 'datasetImportJob', stepOptions: { until: 'CHECKED' } }),
      item(name, { type: 'datasetImportJob', after: [`${name} check`], continues: `${name} check` }),
    ]);
    const world = await LoopWorld.of(imports);
    const state = { result: 'UNCHANGED', waitingSince: { QUOTA: '2026-01-05T00:00:00.000Z' } } as const;
    const inVain = new WaitedTooLong('import', '4 days', 'More than 5 in progress', 'Wait.');
    world.replies.interactions = [{ ...QUOTA, state }, { ...QUOTA, state }, inVain];
    world.replies.items = [{ ...QUOTA, state }];
    // The end of a check lets both try again at once.
    await world.wakeUp();
    await world.wakeUp();
    world.pass(30);
    if (isInterrupted) {
      world.beforeWrite = (id, { status }) => {
        if (id === 'interactions' && status === 'FAILED') throw new Error('Interrupted.');
      };
      await world.wakeUp().catch(() => undefined);
      world.beforeWrite = () => undefined;
    }

    // Act
    await world.wakeUp();

    // Assess
    expect(world.store.get('interactions')?.status).toBe('FAILED');
    expect(world.store.get('items')?.state).toEqual(state);
    expect(world.given.get('items')?.at(-1)?.state).toEqual(state);
  });

  it('that allows three trainings at a time is used fully by nine trainings, with at most 36 attempts in all to start them', async () => {
    // Prepare
    const names = Array.from({ length: 9 }, (_, index) => `s${index}`);
    const world = await LoopWorld.of(names.flatMap((name) => solutionItems(name)));
    let training = 0;
    let most = 0;
    for (const name of names) {
      world.replies[`${name} start`] = [
        () => {
          if (training >= 3) return { ...QUOTA, waitSeconds: 600 };
          training += 1;
          most = Math.max(most, training);
          return READY;
        },
      ];
      world.replies[`${name} version`] = [
        { ...WAIT, waitSeconds: 1800 },
        () => {
          training -= 1;
          return READY;
        },
      ];
    }

    // Act
    const end = await world.run(1000);

    // Assess
    expect(end.status).toBe('READY');
    expect(most).toBe(3);
    expect(world.seconds).toBeLessThan(3 * 1800 + 60);
    // On average, a training tries at most four times to start.
    const tries = world.happened('poll').filter((poll) => poll.endsWith(' start'));
    expect(tries.length).toBeLessThanOrEqual(36);
  });
});

describe('a wake-up during which another wake-up begins', () => {
  it('writes nothing more, and waits', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a'), item('b')]);
    world.replies.a = [
      async () => {
        world.replies.a = [{ ...WAIT, state: { result: 'CREATED', arn: 'arn:of the other' } }];
        await world.wakeUp();
        return { ...WAIT, state: { result: 'CREATED', arn: 'arn:of the first' } };
      },
    ];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.store.get('a')?.state).toEqual({ result: 'CREATED', arn: 'arn:of the other' });
  });

  it('does not begin an item that the other wake-up begins at the same time', async () => {
    // Prepare
    const world = await LoopWorld.of([item('a', { lock: LOCKS.solution('top') })]);
    world.replies.a = [WAIT];

    // Act
    const answers = await Promise.all([world.wakeUp(), world.wakeUp()]);

    // Assess
    expect(answers).toContainEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.happened('poll')).toEqual(['poll a']);
  });

  it('does not release the lock on the data while a training of the other wake-up needs it', async () => {
    // Prepare
    const world = await LoopWorld.of([...solutionItems('one'), ...solutionItems('two')]);
    world.replies['two start'] = [{ ...WAIT, waitSeconds: 600 }];
    world.replies['one start'] = [
      async () => {
        world.replies['one start'] = [{ ...WAIT, waitSeconds: 600 }];
        await world.wakeUp();
        return READY;
      },
    ];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.happened('poll')).toContain('poll two start');
    expect(await world.holders(LOCKS.data)).toEqual([OWN]);
  });

  it.each([
    [
      'begins nothing under a lock that the other wake-up may have released',
      item('b', { after: ['a'], lock: LOCKS.data }),
    ],
    ['creates nothing, even without a lock, after the other wake-up has begun', item('b', { after: ['a'] })],
    [
      'deletes nothing, even without a lock, after the other wake-up has begun',
      item('b', { after: ['a'], stepOptions: REMOVAL }),
    ],
  ])('%s', async (_, next) => {
    // Prepare
    const world = await LoopWorld.of([item('a'), next]);
    world.replies.a = [
      async () => {
        world.beginOther();
        return READY;
      },
    ];

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.happened('poll')).toEqual(['poll a']);
  });

  it.each([
    ['a waiting creation', item('b'), { result: 'UNCHANGED' }],
    ['a waiting deletion', item('b', { stepOptions: REMOVAL }), { result: 'UNCHANGED', arn: 'arn:b' }],
    ['a waiting update', item('b'), { result: 'UNCHANGED', arn: 'arn:b' }],
  ] as const)('leaves the next poll of %s to the other wake-up', async (_, waits, state) => {
    // Prepare
    const world = await LoopWorld.of([item('a'), waits]);
    world.replies.a = [
      WAIT,
      async () => {
        world.beginOther();
        return WAIT;
      },
    ];
    world.replies.b = [{ ...WAIT, state }];
    await world.wakeUp();
    world.happened();
    world.pass(60);

    // Act
    const answer = await world.wakeUp();

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 5 });
    expect(world.happened('poll')).toEqual(['poll a']);
  });
});
