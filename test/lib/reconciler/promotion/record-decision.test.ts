import { promotionOf } from '../../../../lib/parameter-file/promotion';
import { DecisionRefused } from '../../../../lib/reconciler/errors';
import { DecidedMeanwhile, recordDecision } from '../../../../lib/reconciler/promotion/record-decision';
import type { VersionChoice } from '../../../../lib/record-table/run-request';
import { at, type Setup, version, versionsOfSolution } from '../../../support/solution-versions';

const RULES = promotionOf({ rules: [{ metric: 'coverage', maximumDrop: '10%' }] });
const TRAINED = { 1: 0.3, 2: 0.31, 3: 0.1 };

const choice = (action: VersionChoice['action'], day: number): VersionChoice => ({
  action,
  version: version(day),
  by: 'arn:aws:iam::123456789012:user/eve',
  reason: 'clicks',
});

type Solution = Awaited<ReturnType<typeof versionsOfSolution>>;

/** Returns the recorded decision on the chosen version. */
async function decisionOn({ decisions }: Solution, chosen: VersionChoice) {
  return (await decisions.ofSolution('shop', 'top')).find((each) => each.version === chosen.version);
}

/** Prepares a solution whose versions 1 and 2 were promoted and whose version 3 was held. */
async function prepare(promotion = RULES) {
  const solution = await versionsOfSolution({ promotion, campaign: version(1) });
  await solution.serve(solution.step(TRAINED));
  /** Records the chosen decision, and returns what is then recorded on the chosen version. */
  const act = async (chosen: VersionChoice, runId = 'run-2') => {
    await recordDecision({ ...solution.step(TRAINED), runId }, chosen, solution.decisions);
    return decisionOn(solution, chosen);
  };
  return { ...solution, act };
}

describe('recordDecision', () => {
  test.each<[string, VersionChoice, number, string[][]]>([
    [
      'promotes a held version',
      choice('PROMOTE', 3),
      3,
      [
        ['3', 'PROMOTED'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'rejects a held version',
      choice('REJECT', 3),
      2,
      [
        ['3', 'REJECTED'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'rolls back to an older version',
      choice('ROLLBACK', 1),
      1,
      [
        ['3', 'HELD'],
        ['2', 'ROLLED_BACK'],
        ['1', 'PROMOTED'],
      ],
    ],
  ])('%s', async (_, chosen, expected, decided) => {
    // Prepare
    const solution = await prepare();

    // Act
    await solution.act(chosen);

    // Assess
    expect(await solution.serve(solution.step(TRAINED))).toBe(version(expected));
    expect(await solution.decided()).toEqual(decided);
  });

  test('marks as ROLLED_BACK both the version that served and a newer version that the rules promote in the same run', async () => {
    // Prepare
    const trained = { ...TRAINED, 3: 0.32 };
    const solution = await versionsOfSolution({ promotion: RULES, campaign: version(1) });
    await solution.serve(solution.step({ 1: 0.3, 2: 0.31 }));

    // Act
    const step = { ...solution.step(trained), runId: 'run-2' };
    await recordDecision(step, { ...choice('ROLLBACK', 1), from: version(3) }, solution.decisions);

    // Assess
    expect(await solution.decided()).toEqual([
      ['3', 'ROLLED_BACK'],
      ['2', 'ROLLED_BACK'],
      ['1', 'PROMOTED'],
    ]);
  });

  test('rolls back even if the rules promote more versions in the same run than fit into one transaction', async () => {
    // Prepare
    const trained = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [index + 1, 0.3]));
    const solution = await versionsOfSolution({ promotion: RULES, campaign: version(2) });
    await solution.serve(solution.step({ 1: 0.3, 2: 0.3 }));

    // Act
    const step = { ...solution.step(trained), runId: 'run-2' };
    await recordDecision(step, { ...choice('ROLLBACK', 1), from: version(60) }, solution.decisions);

    // Assess
    const left = (await solution.decisions.ofSolution('shop', 'top')).filter(
      ({ decision }) => decision === 'ROLLED_BACK',
    );
    expect(await solution.serve(solution.step(trained))).toBe(version(1));
    expect(left.map((each) => each.version)).toEqual(expect.arrayContaining([version(60), version(59), version(2)]));
  });

  test('records who decided, why, and what the rules say', async () => {
    // Prepare
    const solution = await prepare();

    // Act
    await solution.act(choice('PROMOTE', 3));

    // Assess
    const { by: decidedBy, reason } = choice('PROMOTE', 3);
    expect((await solution.decisions.ofRun('shop', 'run-2'))[0]).toMatchObject({
      decision: 'PROMOTED',
      decidedBy,
      reason,
      comparedWith: version(2),
      metrics: { coverage: 0.1 },
      verdicts: [{ metric: 'coverage', serving: 0.31, candidate: 0.1, passed: false }],
    });
  });

  test('compares a version that was rolled back with the version that serves instead', async () => {
    // Prepare
    const solution = await prepare();
    await solution.act(choice('PROMOTE', 3));

    // Act
    await solution.act(choice('ROLLBACK', 1), 'run-3');

    // Assess
    expect(
      (await solution.decisions.ofRun('shop', 'run-3')).find(({ version: arn }) => arn === version(3)),
    ).toMatchObject({
      decision: 'ROLLED_BACK',
      comparedWith: version(1),
      metrics: { coverage: 0.1 },
      verdicts: [{ metric: 'coverage', serving: 0.3, candidate: 0.1, passed: false }],
    });
  });

  test.each([
    ['no reason if it is empty', '', undefined],
    ['the beginning of a long reason', 'x'.repeat(10_240), 'x'.repeat(1000)],
  ])('records %s', async (_, reason, expected) => {
    // Prepare
    const { act, decisions } = await prepare();

    // Act
    await act({ ...choice('PROMOTE', 3), reason });

    // Assess
    expect((await decisions.ofRun('shop', 'run-2'))[0]?.reason).toBe(expected);
    expect(Object.keys((await decisions.ofRun('shop', 'run-2'))[0] ?? {}).includes('reason')).toBe(reason !== '');
  });

  test('refuses with a message of one line, even if the name and the reason have line breaks', async () => {
    // Prepare
    const { act } = await prepare();

    // Act
    const acting = act({ ...choice('REJECT', 2), by: 'eve\nRun: 1', reason: 'one\ntwo' });

    // Assess
    await expect(acting).rejects.toThrow(/^REJECT of .* by eve\\u000aRun: 1 refused: .* Reason given: one\\u000atwo$/);
  });

  // If two operators promote the same version at once, the second run must not run batch jobs outside their schedules.
  test('carries out a promotion once, even if a second run requests it too', async () => {
    // Prepare
    const solution = await prepare();
    const first = await solution.act(choice('PROMOTE', 3));
    const before = await solution.decisions.serving('shop', 'top');

    // Act
    const second = await solution.act(choice('PROMOTE', 3), 'run-3');

    // Assess
    expect(second).toEqual(first);
    expect(second?.comparedWith).toBe(version(2));
    expect(await solution.decisions.ofRun('shop', 'run-3')).toEqual([]);
    expect(await solution.decisions.serving('shop', 'top')).toEqual(before);
  });

  test('records the operator and the reason of a promotion even if the rules promote the version in the same run', async () => {
    // Prepare
    const solution = await prepare();
    const act = () =>
      recordDecision(
        { ...solution.step({ ...TRAINED, 4: 0.4 }), runId: 'run-2' },
        choice('PROMOTE', 4),
        solution.decisions,
      );

    // Act
    await act();
    await act();

    // Assess
    const { by: decidedBy, reason } = choice('PROMOTE', 4);
    const recorded = { decision: 'PROMOTED', decidedBy, reason, comparedWith: version(2) };
    expect(await solution.decisions.ofRun('shop', 'run-2')).toMatchObject([recorded]);
    // Three revisions: the rules decide on the first versions, then on version 4, then the operator decides.
    expect(await solution.decisions.serving('shop', 'top')).toMatchObject({ version: version(4), revision: 3 });
  });

  describe('if a run adopts the version to which a campaign was moved manually', () => {
    /** @param trained coverage of each training after version 2, which is recorded as serving */
    const adopt = async (trained: Setup['trained']) => {
      const solution = await versionsOfSolution({ promotion: RULES, campaign: version(1) });
      await solution.serve(solution.step({ 1: 0.3, 2: 0.31 }));
      const adoption: VersionChoice = { action: 'PROMOTE', version: version(3), from: version(2), by: 'console' };
      const act = () =>
        recordDecision(
          { ...solution.step({ 1: 0.3, 2: 0.31, ...trained }), runId: 'run-2' },
          adoption,
          solution.decisions,
        );
      // The function is retried after this error.
      await act().catch((error: unknown) => {
        expect(error).toBeInstanceOf(DecidedMeanwhile);
        return act();
      });
      return { solution, decision: await decisionOn(solution, adoption) };
    };

    test.each<[string, Setup['trained']]>([
      ['although the rules hold it', { 3: 0.1 }],
      ['also if the rules promote it too', { 3: 0.4 }],
      ['even if the rules promote a newer version', { 3: 0.1, 4: 0.5 }],
    ])('promotes this version, %s', async (_, trained) => {
      // Act
      const { solution, decision } = await adopt(trained);

      // Assess
      expect(decision).toMatchObject({ decision: 'PROMOTED', decidedBy: 'console', comparedWith: expect.anything() });
      expect(await solution.decisions.serving('shop', 'top')).toMatchObject({ version: version(3) });
    });
  });

  test('adopts nothing if another run has promoted a version in the meantime', async () => {
    // Prepare
    const solution = await prepare();
    const adoption: VersionChoice = { action: 'PROMOTE', version: version(3), from: version(1), by: 'console' };

    // Act
    const acting = solution.act(adoption);

    // Assess
    await expect(acting).rejects.toThrow(/refused: top\/00000001 no longer serves: top\/00000002 serves now/);
  });

  test('after a rollback, compares the next version with the version that then serves', async () => {
    // Prepare
    const solution = await prepare();
    await solution.act(choice('ROLLBACK', 1));

    // Act
    const serving = await solution.serve(solution.step({ ...TRAINED, 4: 0.275 }));

    // Assess
    expect(serving).toBe(version(4));
  });

  // Issue 16: each decision is made once, and the chosen version serves until a later candidate is promoted.
  test.each([
    ['with rules', RULES],
    ['without rules', undefined],
  ])(
    '%s, never judges a version that was in training at an earlier decision, even after a newer version was deleted',
    async (_, promotion) => {
      // Prepare
      const solution = await versionsOfSolution({ ...(promotion && { promotion }), campaign: version(1) });
      const trained: Setup['trained'] = { 1: 0.3, 2: 0.31, 3: 'IN TRAINING' };
      const act = (action: VersionChoice['action'], day: number, newest: Setup['trained']) =>
        recordDecision(
          { ...solution.step({ ...trained, ...newest }), runId: `run-${day}` },
          choice(action, day),
          solution.decisions,
        );
      await solution.serve(solution.step({ ...trained, 4: 0.1 }));
      await act('PROMOTE', 2, { 4: 0.1 });

      // Act
      await act('ROLLBACK', 1, {});

      // Assess
      expect(await solution.serve(solution.step({ ...trained, 3: 0.5 }))).toBe(version(1));
      expect(await solution.serve(solution.step({ ...trained, 3: 0.5, 5: 0.5 }))).toBe(version(5));
    },
  );

  test('does nothing when it is repeated after a lost answer', async () => {
    // Prepare
    const solution = await prepare();
    await solution.act(choice('ROLLBACK', 1));
    const before = await solution.decisions.serving('shop', 'top');

    // Act
    await solution.act(choice('ROLLBACK', 1));

    // Assess
    expect(await solution.decisions.serving('shop', 'top')).toEqual(before);
    expect((await solution.decisions.ofRun('shop', 'run-2')).map(({ decision }) => decision)).toEqual([
      'PROMOTED',
      'ROLLED_BACK',
    ]);
  });

  test.each([
    [
      'does not reject a version that serves',
      choice('REJECT', 2),
      `REJECT of top/00000002 by arn:aws:iam::123456789012:user/eve refused: this version serves: promote another version first, or roll back. Reason given: clicks`,
    ],
    [
      'does not promote a version that does not exist',
      choice('PROMOTE', 9),
      /refused: it is not an ACTIVE version of /,
    ],
  ])('%s', async (_, chosen, message) => {
    // Prepare
    const { act, decisions } = await prepare();

    // Act
    const acting = act(chosen);

    // Assess
    await expect(acting).rejects.toThrow(DecisionRefused);
    await expect(acting).rejects.toThrow(message);
    expect(await decisions.ofRun('shop', 'run-2')).toEqual([]);
  });

  test('keeps who first rejected a version, and why', async () => {
    // Prepare
    const solution = await prepare();
    const first = await solution.act(choice('REJECT', 3));
    const before = await solution.decisions.serving('shop', 'top');

    // Act
    const second = await solution.act({ action: 'REJECT', version: version(3), by: 'root' }, 'run-3');

    // Assess
    expect(second).toEqual(first);
    expect(await solution.decisions.ofRun('shop', 'run-3')).toEqual([]);
    expect(await solution.decisions.serving('shop', 'top')).toEqual(before);
  });

  test('records nothing if another run decides on a new version in the meantime', async () => {
    // Prepare
    const solution = await prepare();
    const step = solution.step(TRAINED);
    const read = step.personalize.metrics;
    const metrics: typeof read = async (arn) => {
      await solution.serve(solution.step({ ...TRAINED, 4: 0.4 }));
      return read(arn);
    };

    // Act
    const acting = recordDecision(
      { ...step, personalize: { ...step.personalize, metrics } },
      choice('ROLLBACK', 1),
      solution.decisions,
    );

    // Assess
    await expect(acting).rejects.toThrow(DecidedMeanwhile);
    expect(await solution.decisions.serving('shop', 'top')).toMatchObject({ version: version(4) });
  });

  test('records which version served before the first decision if that decision rejects another version', async () => {
    // Prepare
    const solution = await versionsOfSolution();

    // Act
    await recordDecision(solution.step(TRAINED), choice('REJECT', 1), solution.decisions);

    // Assess
    expect(await solution.decisions.serving('shop', 'top')).toMatchObject({ version: version(3), decidedUpTo: at(3) });
    expect(await solution.serve(solution.step(TRAINED))).toBe(version(3));
    expect(await solution.serve(solution.step({ ...TRAINED, 4: [undefined] }))).toBe(version(4));
    expect(await solution.decided()).toEqual([
      ['4', 'PROMOTED'],
      ['3', 'PROMOTED'],
      ['1', 'REJECTED'],
    ]);
    expect((await solution.decisions.ofSolution('shop', 'top'))[1]).toMatchObject({
      decidedBy: 'rules',
      reason: 'served already when the first decision was taken',
    });
  });

  test('without rules, lets a version restored by a rollback serve until a newer version is trained', async () => {
    // Prepare
    const solution = await versionsOfSolution();
    await recordDecision(solution.step(TRAINED), choice('ROLLBACK', 1), solution.decisions);

    // Act
    const serving = [
      await solution.serve(solution.step(TRAINED)),
      await solution.serve(solution.step({ ...TRAINED, 4: 0 })),
    ];

    // Assess
    expect(serving).toEqual([version(1), version(4)]);
  });

  test('compares a promoted version with itself if it already served when nothing was recorded', async () => {
    // Prepare
    const solution = await versionsOfSolution();

    // Act
    await recordDecision(solution.step(TRAINED), choice('PROMOTE', 3), solution.decisions);

    // Assess
    expect(await decisionOn(solution, choice('PROMOTE', 3))).toMatchObject({
      decision: 'PROMOTED',
      comparedWith: version(3),
    });
  });

  test('carries out two promotions of different versions in one run', async () => {
    // Prepare
    const solution = await prepare();

    // Act
    await solution.act(choice('PROMOTE', 3));
    const second = await solution.act(choice('PROMOTE', 1));

    // Assess
    expect(second).toMatchObject({ version: version(1), decision: 'PROMOTED' });
    expect(await solution.decisions.serving('shop', 'top')).toMatchObject({ version: version(1) });
  });

  test.each([
    ['rejection', choice('REJECT', 3)],
    ['rollback to the serving version', choice('ROLLBACK', 2)],
  ])('refuses a %s that was requested while another version served', async (_, chosen) => {
    // Prepare
    const { act, decisions } = await prepare();

    // Act
    const acting = act({ ...chosen, from: version(1) });

    // Assess
    await expect(acting).rejects.toThrow('top/00000001 no longer serves: top/00000002 serves now');
    expect(await decisions.ofRun('shop', 'run-2')).toEqual([]);
  });

  describe('while no version serves', () => {
    const held = async () => {
      const { step, decisions, serve } = await versionsOfSolution({
        promotion: promotionOf({ rules: [{ metric: 'coverage', minimum: 0.9 }] }),
      });
      await serve(step({ 1: 0.1 }));
      const act = (chosen: VersionChoice) => recordDecision({ ...step({ 1: 0.1 }), runId: 'run-2' }, chosen, decisions);
      return { act, decisions };
    };

    test('refuses a promotion that was requested while a version served', async () => {
      // Prepare
      const { act } = await held();

      // Act and assess
      await expect(act({ ...choice('PROMOTE', 1), from: version(7) })).rejects.toThrow(
        /no longer serves: no version serves now/,
      );
    });

    test('records a rollback as a promotion', async () => {
      // Prepare
      const { act, decisions } = await held();

      // Act
      await act(choice('ROLLBACK', 1));

      // Assess
      expect((await decisions.ofRun('shop', 'run-2')).map(({ decision }) => decision)).toEqual(['PROMOTED']);
    });
  });

  test('keeps the decision on the serving version if an operator rolls back to it', async () => {
    // Prepare
    const solution = await prepare();

    // Act
    const decision = await solution.act(choice('ROLLBACK', 2));

    // Assess
    expect(decision).toMatchObject({ comparedWith: version(1) });
    expect(await solution.decisions.ofRun('shop', 'run-2')).toEqual([]);
    expect(await solution.decided()).toContainEqual(['2', 'PROMOTED']);
  });

  test('keeps the time up to which versions are decided on, also after rejections of older versions', async () => {
    // Prepare
    const solution = await prepare();
    const bounds: unknown[] = [];

    // Act
    for (const [index, day] of [1, 3, 1].entries()) {
      await solution.act(choice('REJECT', day), `run-${index + 2}`);
      bounds.push((await solution.decisions.serving('shop', 'top'))?.decidedUpTo);
    }

    // Assess
    expect(bounds).toEqual([at(3), at(3), at(3)]);
  });
});
