import { promotionOf } from '../../../../lib/parameter-file/promotion';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { NothingPromoted, ResourceFailed } from '../../../../lib/reconciler/errors';
import { promotedVersion, servingVersion } from '../../../../lib/reconciler/promotion/serving-version';
import type { Serving, VersionDecision } from '../../../../lib/record-table/version-decisions';
import { at, versionsOfSolution as prepare, type Setup, version } from '../../../support/solution-versions';

const RULES = promotionOf({ rules: [{ metric: 'coverage', minimum: 0.1, maximumDrop: '10%' }] });

const PROMOTED: VersionDecision = {
  solution: 'top',
  version: version(1),
  createdAt: at(1),
  decision: 'PROMOTED',
  metrics: {},
  verdicts: [],
  decidedBy: 'eve',
  decidedAt: at(2),
};

describe('servingVersion in a step after the decisions of the run', () => {
  it.each<[string, Setup['trained'], string | undefined]>([
    ['is the recorded version, though a newer version would be promoted', { 1: 0.2, 2: 0.3 }, version(1)],
    ['is undefined, without a new decision, if the recorded version was deleted', { 2: 0.3 }, undefined],
  ])('%s', async (_, trained, expected) => {
    // Prepare
    const { decisions, step, decided } = await prepare({ promotion: RULES });
    await decisions.record('shop', [PROMOTED], { version: version(1), decidedUpTo: at(1), revision: 0 });

    // Act
    const serving = await servingVersion({ ...step(trained), isDecided: true });

    // Assess
    expect(serving).toBe(expected);
    expect(await decided()).toHaveLength(1);
  });
});

describe('servingVersion with promotion', () => {
  it.each<[string, Setup['trained'], string | undefined, number | undefined, string[][]]>([
    ['the first version if it passes', { 1: 0.2 }, undefined, 1, [['1', 'PROMOTED']]],
    ['no version if the first version does not pass', { 1: 0.05 }, undefined, undefined, [['1', 'HELD']]],
    ['the newest of several new versions that no campaign uses', { 1: 0.9, 2: 0.2 }, undefined, 2, [['2', 'PROMOTED']]],
    [
      'the version that the campaigns use, if it is the newest',
      { 1: 0.9, 2: 0.01 },
      version(2),
      2,
      [['2', 'PROMOTED']],
    ],
    [
      'a newer version whose metric drops by as much as the rules allow',
      { 1: 0.2, 2: 0.18 },
      version(1),
      2,
      [
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'not a newer version whose metric drops by more than the rules allow',
      { 1: 0.2, 2: 0.17 },
      version(1),
      1,
      [
        ['2', 'HELD'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'an update without metrics',
      { 1: 0.2, 2: [undefined] },
      version(1),
      2,
      [
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'a full training whose metric drops by less than allowed from the full training before the serving update, which has no metrics',
      { 1: 0.2, 2: [undefined], 3: 0.19 },
      version(1),
      3,
      [
        ['3', 'PROMOTED'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'not a full training whose metric drops by more than allowed from the full training before the serving update, which has no metrics',
      { 1: 0.2, 2: [undefined], 3: 0.15 },
      version(1),
      2,
      [
        ['3', 'HELD'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'not an update of a held version',
      { 1: 0.2, 2: 0.1, 3: [undefined] },
      version(1),
      1,
      [
        ['3', 'HELD'],
        ['2', 'HELD'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'not an update with metrics that drop by more than the rules allow',
      { 1: 0.2, 2: [0.1] },
      version(1),
      1,
      [
        ['2', 'HELD'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'not a version that was still in training when a newer version was ready',
      { 1: 0.2, 2: 'IN TRAINING', 3: 0.3, 4: 'IN TRAINING' },
      version(1),
      3,
      [
        ['3', 'PROMOTED'],
        ['2', 'REJECTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    // Versions 2 and 2.5 have the same creation time. The expected decisions name a version by its last digit, here 5.
    [
      'the version that passes if two versions were created at the same time',
      { 1: 0.2, 2: 0.3, 2.5: 0.1 },
      version(1),
      2,
      [
        ['5', 'HELD'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'the version that passes if the first two versions were created at the same time',
      { 1: 0.9, 2: 0.3, 2.5: 0.05 },
      undefined,
      2,
      [
        ['5', 'HELD'],
        ['2', 'PROMOTED'],
      ],
    ],
    [
      'not a version that was still in training when another version from the same time was ready',
      { 1: 0.2, 2: 0.3, 2.5: 'IN TRAINING' },
      version(1),
      2,
      [
        ['5', 'REJECTED'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'the last version that passes, where each version is compared with the version promoted before it',
      { 1: 0.2, 2: 0.5, 3: 0.3 },
      version(1),
      2,
      [
        ['3', 'HELD'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
  ])('is %s', async (_, trained, campaign, expected, decisions) => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES, ...(campaign && { campaign }) });

    // Act
    const foreseen = await servingVersion(step(trained));
    const before = await decided();
    const serving = await serve(step(trained));

    // Assess
    expect([foreseen, before]).toEqual([serving, []]);
    expect(serving).toBe(expected && version(expected));
    expect(await decided()).toEqual(decisions);
  });

  it("follows the first decision on a version, whatever the version's metrics are later", async () => {
    // Prepare
    const { step, decisions, serve } = await prepare({ promotion: RULES });
    await serve(step({ 1: 0.2 }));
    await serve(step({ 1: 0.2, 2: 0.1 }));
    const before = await decisions.ofSolution('shop', 'top');

    // Act
    const serving = [await serve(step({ 1: 0.9, 2: 0.9 })), await serve(step({ 1: 0.2, 2: 0.1, 3: 0.3 }))];

    // Assess
    expect(serving).toEqual([version(1), version(3)]);
    expect((await decisions.ofSolution('shop', 'top')).slice(1)).toEqual(before);
    expect((await decisions.ofRun('shop', 'run-1')).map(({ decision }) => decision)).toEqual([
      'PROMOTED',
      'HELD',
      'PROMOTED',
    ]);
  });

  it('stays the same if a person must approve versions: a version that passes becomes a CANDIDATE', async () => {
    // Prepare
    const { step, decided, serve } = await prepare({
      promotion: { ...RULES, approval: 'manual' },
      campaign: version(1),
    });

    // Act
    const serving = await serve(step({ 1: 0.2, 2: 0.3, 3: 0.1 }));

    // Assess
    expect(serving).toBe(version(1));
    expect(await decided()).toEqual([
      ['3', 'HELD'],
      ['2', 'CANDIDATE'],
      ['1', 'PROMOTED'],
    ]);
  });

  it('is decided once if two executions decide at the same time', async () => {
    // Prepare
    const { step, decisions, decided, serve } = await prepare({ promotion: RULES });
    const [one, other] = [step({ 1: 0.2 }), step({ 1: 0.2 })];

    // Act
    const serving = await Promise.all([serve(one), serve(other)]);

    // Assess
    expect(serving).toEqual([version(1), version(1)]);
    expect(await decided()).toEqual([['1', 'PROMOTED']]);
    expect(await decisions.serving('shop', 'top')).toMatchObject({ revision: 1 });
  });

  it.each<[string, Setup['trained'], number, string[][]]>([
    ['the first version', { 3: 0.2 }, 3, [['3', 'PROMOTED']]],
    [
      'the full training, then its update with worse metrics',
      { 3: 0.2, 4: [0.1] },
      3,
      [
        ['4', 'HELD'],
        ['3', 'PROMOTED'],
      ],
    ],
    [
      'the full training, then its update without metrics',
      { 3: 0.2, 4: [undefined] },
      4,
      [
        ['4', 'PROMOTED'],
        ['3', 'PROMOTED'],
      ],
    ],
  ])('for a solution that was deleted and created again, judges %s', async (_, trained, expected, anew) => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES });
    await serve(step({ 1: 0.9 }));

    // Act
    const serving = await serve(step(trained));

    // Assess
    expect(serving).toBe(version(expected));
    expect(await decided()).toEqual([...anew, ['1', 'PROMOTED']]);
  });

  it('is recorded even with more new versions than fit into a transaction', async () => {
    // Prepare
    const { step, decisions, serve } = await prepare({ promotion: RULES, campaign: version(100) });
    const trained = Object.fromEntries(Array.from({ length: 120 }, (_, day) => [day + 100, 0.2]));

    // Act: the three versions of day 140 are the last of the first transaction
    const serving = await serve(step({ ...trained, 140.3: 0.2, 140.5: 0.2 }));

    // Assess
    expect(serving).toBe(version(219));
    expect(await decisions.ofSolution('shop', 'top')).toHaveLength(122);
  });

  it('is never a version that fails the rules, even if it was trained manually and a campaign was moved to it', async () => {
    // Prepare
    const { step, decisions, decided, serve } = await prepare({ promotion: RULES, campaign: version(3) });
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(1), decidedUpTo: at(1) });

    // Act
    const serving = await serve(step({ 1: 0.9, 2: 0.1, 3: 0.1 }));

    // Assess
    expect(serving).toBe(version(1));
    expect(await decided()).toEqual([
      ['3', 'HELD'],
      ['2', 'HELD'],
      ['1', 'PROMOTED'],
    ]);
  });

  it('stays the version to which Personalize itself moved campaigns while the file had no rules', async () => {
    // Prepare
    const { step, decisions, decided, serve } = await prepare({
      promotion: RULES,
      campaign: version(3),
      isSynced: true,
    });
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(1), decidedUpTo: at(1) });

    // Act
    const serving = await serve(step({ 1: 0.9, 2: 0.1, 3: 0.1, 4: 0.05 }));

    // Assess
    expect(serving).toBe(version(3));
    expect(await decided()).toEqual([
      ['4', 'HELD'],
      ['3', 'PROMOTED'],
      ['1', 'PROMOTED'],
    ]);
  });

  it('makes promotedVersion throw NothingPromoted while no version is promoted', async () => {
    // Prepare
    const { step } = await prepare({ promotion: RULES });

    // Act
    const serving = promotedVersion(step({ 1: 0.05 }));

    // Assess
    await expect(serving).rejects.toThrow(NothingPromoted);
  });
});

describe('updates without metrics', () => {
  it.each<[string, Setup['trained'], string | undefined, string[][]]>([
    [
      'are promoted if they update the version that serves, although a newer full training exists',
      { 1: 0.2, 2: [undefined], 3: 0.01 },
      version(1),
      [
        ['3', 'HELD'],
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'are promoted after a serving update whose full training was deleted',
      { 1: [0.2], 2: [undefined] },
      version(1),
      [
        ['2', 'PROMOTED'],
        ['1', 'PROMOTED'],
      ],
    ],
    [
      'are held while nothing serves',
      { 1: 0.05, 2: [undefined] },
      undefined,
      [
        ['2', 'HELD'],
        ['1', 'HELD'],
      ],
    ],
    [
      'are promoted with the full training before them if nothing is recorded for the solution',
      { 1: 0.9, 2: 0.2, 3: [undefined], 4: [undefined] },
      undefined,
      [
        ['4', 'PROMOTED'],
        ['3', 'PROMOTED'],
        ['2', 'PROMOTED'],
      ],
    ],
    ['are held if there is no full training', { 1: [undefined], 2: [undefined] }, undefined, [['2', 'HELD']]],
  ])('%s', async (_, trained, campaign, expected) => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES, ...(campaign && { campaign }) });

    // Act
    await serve(step(trained));

    // Assess
    expect(await decided()).toEqual(expected);
  });
});

describe('decisions on versions', () => {
  it('have a reason if they do not follow from the rules', async () => {
    // Prepare
    const { step, decisions, serve } = await prepare({ promotion: RULES, campaign: version(2) });
    const unruled = await prepare();
    await unruled.decisions.record('shop', [PROMOTED], { revision: 0, version: version(1), decidedUpTo: at(1) });

    // Act
    await serve(step({ 1: [undefined], 2: 0.2, 3: 'IN TRAINING', 4: [undefined], 5: 0.3 }));
    await unruled.serve(unruled.step({ 1: 0.2, 2: 0.3 }));

    // Assess
    const all = [
      ...(await decisions.ofSolution('shop', 'top')),
      ...(await unruled.decisions.ofSolution('shop', 'top')),
    ];
    expect(all.map(({ version: arn, reason }) => [arn.slice(-1), reason])).toEqual([
      ['5', undefined],
      ['4', 'promoted without being judged, because it updates the serving version'],
      ['3', 'a newer version was ready before its training ended'],
      ['2', 'served already when the first decision was taken'],
      ['2', 'there are no rules'],
      ['1', undefined],
    ]);
    expect(all[1]?.verdicts).toEqual([]);
  });

  it('do not include a version that is in training and older than the first version that serves', async () => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES, campaign: version(2) });

    // Act
    await serve(step({ 1: 'IN TRAINING', 2: 0.2, 3: 0.3 }));

    // Assess
    expect(await decided()).toEqual([
      ['3', 'PROMOTED'],
      ['2', 'PROMOTED'],
    ]);
  });

  it('go on with the versions after the last decision, even if no version was promoted', async () => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES });
    await serve(step({ 1: 0.05 }));

    // Act
    const serving = await serve(step({ 1: 0.05, 2: 0.05, 3: 0.2 }));

    // Assess
    expect(serving).toBe(version(3));
    expect(await decided()).toEqual([
      ['3', 'PROMOTED'],
      ['2', 'HELD'],
      ['1', 'HELD'],
    ]);
  });

  it('are not repeated if Personalize moved a campaign back to a version that was decided on', async () => {
    // Prepare
    const { step, decisions, decided, serve } = await prepare({
      promotion: RULES,
      campaign: version(1),
      isSynced: true,
    });
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(2), decidedUpTo: at(2) });

    // Act
    const serving = await serve(step({ 1: 0.2, 2: 0.2, 3: 0.01 }));

    // Assess
    expect(serving).toBe(version(2));
    expect(await decided()).toEqual([
      ['3', 'HELD'],
      ['1', 'PROMOTED'],
    ]);
  });

  it('are not made on a version that a plan shows as yet to be trained, nor on later versions', async () => {
    // Prepare
    const { step, decided, serve } = await prepare({ promotion: RULES, campaign: version(1) });
    const real = step({ 1: 0.2, 2: 0.3, 3: 0.4 });
    const metrics = async (arn: string) => (arn === version(2) ? undefined : real.personalize.metrics(arn));

    // Act
    const serving = await serve({ ...real, personalize: { ...real.personalize, metrics } });

    // Assess
    expect(serving).toBe(version(1));
    expect(await decided()).toEqual([['1', 'PROMOTED']]);
  });
});

describe('servingVersion without promotion', () => {
  it.each<[string, Serving | undefined, number]>([
    ['the newest version', undefined, 3],
    [
      'the version that an operator or earlier rules chose',
      { revision: 0, version: version(1), decidedUpTo: at(3) },
      1,
    ],
    ['the newest version if earlier rules held all versions', { revision: 0, decidedUpTo: at(3) }, 3],
    ['a version that was trained after the last decision', { revision: 0, version: version(1), decidedUpTo: at(2) }, 3],
    ['the newest version if the chosen one was deleted', { revision: 0, version: version(9), decidedUpTo: at(3) }, 3],
  ])('is %s', async (_, recorded, expected) => {
    // Prepare
    const { step, decisions, serve } = await prepare();
    const decision = { solution: 'top', version: version(1), createdAt: at(1), decision: 'PROMOTED' } as const;
    const others = { metrics: {}, verdicts: [], decidedBy: 'arn:user', decidedAt: at(4) };
    if (recorded) await decisions.record('shop', [{ ...decision, ...others }], { ...recorded, revision: 0 });

    // Act
    const serving = await serve(step({ 1: 0.1, 2: 0.1, 3: 0.1 }));

    // Assess
    expect(serving).toBe(version(expected));
    const newer = { version: version(expected), decidedUpTo: at(3) };
    if (recorded) expect(await decisions.serving('shop', 'top')).toMatchObject(newer);
    else expect(await decisions.ofSolution('shop', 'top')).toEqual([]);
    const ofRun = (await decisions.ofRun('shop', 'run-1')).map((each) => each.version);
    expect(ofRun).toEqual(recorded && expected === 3 ? [version(3)] : []);
  });

  it('is recorded at each change once a first decision is recorded', async () => {
    // Prepare
    const { step, decisions, decided, serve } = await prepare();
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(1), decidedUpTo: at(2) });

    // Act
    await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined] }));
    await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined], 4: 0.1 }));
    await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined], 4: 0.1, 5: 0.1 }));

    // Assess
    expect(await decided()).toEqual([
      ['5', 'PROMOTED'],
      ['4', 'PROMOTED'],
      ['3', 'REJECTED'],
      ['1', 'PROMOTED'],
    ]);
  });

  it.each<[string, Setup['trained'], Serving, string]>([
    ['rules held all versions', { 1: 0.1, 2: [undefined] }, { revision: 0, decidedUpTo: at(2) }, '2'],
    [
      'the solution was created again',
      { 4: 0.1, 5: [undefined] },
      { revision: 0, version: version(1), decidedUpTo: at(2) },
      '5',
    ],
  ])(
    'is the newest version, even an update, if no version serves because %s; the decision is made only once',
    async (_, trained, recorded, expected) => {
      // Prepare
      const { step, decisions, decided, serve } = await prepare();
      await decisions.record('shop', [{ ...PROMOTED, decision: 'HELD' }], recorded);

      // Act
      const serving = [await serve(step(trained)), await serve(step(trained))];

      // Assess
      expect(serving.map((arn) => arn?.slice(-1))).toEqual([expected, expected]);
      expect((await decided())[0]).toEqual([expected, 'PROMOTED']);
      expect(await decisions.serving('shop', 'top')).toMatchObject({ revision: 2 });
    },
  );

  it('is not an update of a version that an operator rolled back', async () => {
    // Prepare
    const { step, decisions, serve } = await prepare();
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(1), decidedUpTo: at(2) });

    // Act
    const serving = [
      await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined] })),
      await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined], 4: 0.1 })),
      await serve(step({ 1: 0.1, 2: 0.1, 3: [undefined], 4: 0.1, 5: [undefined] })),
    ];

    // Assess
    expect(serving).toEqual([version(1), version(4), version(5)]);
  });

  it('throws ResourceFailed if no version exists', async () => {
    // Prepare
    const { step } = await prepare();

    // Act
    const serving = servingVersion(step({}));

    // Assess
    await expect(serving).rejects.toThrow(ResourceFailed);
  });

  it('throws NothingPromoted if no version exists and a budget may hold back the first training, unless the solution is missing', async () => {
    // Prepare
    const { step } = await prepare();
    const known = step({});
    const budget = { limits: { trainingHours: 1 }, onExceeded: 'skip' } as const;
    const state = { ...known.state, budget };
    const described = (solution?: Description) => ({ ...known.personalize, describe: async () => solution });

    // Act
    const serving = servingVersion({ ...known, state, personalize: described({}) });
    const ofMissing = servingVersion({ ...known, state, personalize: described() });

    // Assess
    await expect(serving).rejects.toThrow(NothingPromoted);
    await expect(ofMissing).rejects.toThrow(ResourceFailed);
  });
});
