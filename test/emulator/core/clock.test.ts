import { Clock } from '../../../emulator/core/clock';

describe('Clock', () => {
  test('runs each timer at its time, and simultaneous timers in the order of their creation', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: [string, number][] = [];
    clock.at(20, () => seen.push(['late', clock.now()]));
    clock.at(10, () => seen.push(['first', clock.now()]));
    clock.at(10, () => seen.push(['second', clock.now()]));

    // Act
    await clock.advanceTo(100);

    // Assess
    expect(seen).toEqual([
      ['first', 10],
      ['second', 10],
      ['late', 20],
    ]);
    expect(clock.now()).toBe(100);
  });

  test('also runs timers that other timers create while time advances', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: number[] = [];
    const again = () => {
      seen.push(clock.now());
      if (clock.now() < 30) clock.at(clock.now() + 10, again);
    };
    clock.at(10, again);

    // Act
    await clock.advanceTo(25);

    // Assess
    expect(seen).toEqual([10, 20]);
  });

  test('runs the next timer only after tracked work has ended', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: string[] = [];
    clock.at(1, () => {
      void clock.track(async () => {
        for (let count = 0; count < 10; count += 1) await new Promise((resolve) => setImmediate(resolve));
        seen.push('work');
      });
    });
    clock.at(2, () => seen.push('timer'));

    // Act
    await clock.advanceTo(5);

    // Assess
    expect(seen).toEqual(['work', 'timer']);
  });

  test('stops advancing as soon as only background timers are left', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: number[] = [];
    const forever = () => {
      seen.push(clock.now());
      clock.at(clock.now() + 10, forever, { background: true });
    };
    clock.at(10, forever, { background: true });
    clock.at(25, () => undefined);

    // Act
    const idle = await clock.advanceUntilIdle();

    // Assess
    expect(idle).toBe(true);
    expect(clock.now()).toBe(25);
    expect(seen).toEqual([10, 20]);
  });

  test('stops advancing at the time limit even if timers are left', async () => {
    // Prepare
    const clock = new Clock(0);
    clock.at(50, () => undefined);

    // Act
    const idle = await clock.advanceUntilIdle(40);

    // Assess
    expect(idle).toBe(false);
    expect(clock.now()).toBe(40);
  });

  test('resolves a sleep at its end, and rejects an aborted sleep at once with the reason of the abort', async () => {
    // Prepare
    const clock = new Clock(0);
    const controller = new AbortController();
    const ended: string[] = [];
    void clock.sleep(10).then(() => ended.push(`slept until ${clock.now()}`));
    clock.sleep(20, controller.signal).catch((reason) => ended.push(`aborted: ${reason}`));
    clock.at(15, () => controller.abort('stop'));

    // Act
    await clock.advanceUntilIdle();

    // Assess
    expect(ended).toEqual(['slept until 10', 'aborted: stop']);
    expect(clock.now()).toBe(15);
  });

  test('does not run a canceled timer', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: number[] = [];
    const timer = clock.at(10, () => seen.push(clock.now()));

    // Act
    timer.cancel();
    await clock.advanceTo(20);

    // Assess
    expect(seen).toEqual([]);
  });

  test('rejects the advance with an error that a timer reports to clock.fail', async () => {
    // Prepare
    const clock = new Clock(0);
    clock.at(1, () => clock.fail(new Error('a bug')));

    // Act
    const act = clock.advanceTo(5);

    // Assess
    await expect(act).rejects.toThrow('a bug');
  });

  test('runs each timer once, at its time, when two advances overlap', async () => {
    // Prepare
    const clock = new Clock(0);
    const seen: number[] = [];
    for (const due of [1, 2, 3]) clock.at(due, () => seen.push(clock.now()));

    // Act
    await Promise.all([clock.advanceTo(3), clock.advanceTo(10)]);

    // Assess
    expect(seen).toEqual([1, 2, 3]);
    expect(clock.now()).toBe(10);
  });
});
