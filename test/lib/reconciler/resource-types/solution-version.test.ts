import { InvalidInputException } from '@aws-sdk/client-personalize';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import {
  isRetraining,
  nameOfVersion,
  ownNameOf,
  solutionVersion,
} from '../../../../lib/reconciler/resource-types/solution-version';
import type { Step } from '../../../../lib/reconciler/step';
import { present } from '../../../../lib/record-table/item';

const STARTED = Date.parse('2026-06-01T12:00:00Z');
const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top/1';

interface Asked {
  readonly name?: string;
  readonly request?: object;
  readonly trainingMode?: 'FULL' | 'UPDATE';
  readonly recipe?: string;
}

/** A step for a solution with these versions. */
function stepOf(versions: readonly Description[], { name = '', request = {}, trainingMode, recipe }: Asked = {}): Step {
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'shop' },
      solutions: [
        { name: 'top', recipeArn: `arn:aws:personalize:::recipe/${recipe}`, solution: { pointer: '/solutions/0' } },
      ],
    },
    resource: { type: 'solutionVersion', name, pointer: '/solutions/0', request },
    startedAt: new Date(STARTED),
    ...(trainingMode && { trainingMode }),
    personalize: {
      list: async () => versions,
      describe: async (_type: string, arn: string) => versions.find((each) => each.solutionVersionArn === arn),
    },
  } as unknown as Step;
}

/** A version created this number of seconds after the step began; before it, if the number is negative. */
function version(seconds: number, more: Description = {}): Description {
  return { solutionVersionArn: ARN, creationDateTime: new Date(STARTED + seconds * 1000), ...more };
}

const stepWith = (seconds: number, more?: Description) => stepOf([version(seconds, more)]);

describe("a step's own solution version", () => {
  /** When the newest earlier version was created, in milliseconds since 1970. */
  const BEFORE = STARTED - 4000;

  /**
   * Returns records with the creation intent that the step has declared.
   *
   * @param newestBefore when the newest earlier version was created, in milliseconds since 1970
   */
  const declared = (newestBefore?: number) => ({
    of: async () => ({ ...present({ newestBefore }), declaredAt: 0, wouldShow: true }),
  });
  const nothingDeclared = { of: async () => undefined };

  it.each([
    ['created after the step began', 3, {}],
    ['created after the step began, even if it was stopped', 3, { status: 'CREATE STOPPED' }],
    ["created after the step began, though its creation time is earlier, as Personalize's clock is behind", -4, {}],
    [
      "shown as created ten seconds before the step began, as Personalize's clock may be behind",
      -10,
      { status: 'CREATE PENDING' },
    ],
  ])('is found if it was %s', async (_what, seconds, more) => {
    // Act
    const own = await solutionVersion.findOwn(stepWith(seconds, more), declared());

    // Assess
    expect(own?.arn).toBe(ARN);
  });

  it.each([
    ['a version created before the step began', stepWith(-60), declared()],
    [
      'a version that an operator trained and stopped just before the step',
      stepWith(-4, { status: 'CREATE STOPPED' }),
      declared(BEFORE),
    ],
    [
      'a version that an operator trained just before the step and is stopping',
      stepWith(-4, { status: 'CREATE STOPPING' }),
      declared(BEFORE),
    ],
    [
      'a version that an operator trained just before the step',
      stepWith(-4, { status: 'CREATE PENDING' }),
      declared(BEFORE),
    ],
    ['a version whose creation time is unknown', stepOf([{ solutionVersionArn: ARN }]), declared()],
    ['a version that Personalize trained by itself', stepWith(3, { trainingType: 'AUTOMATIC' }), declared()],
    ['a version that the step has not requested', stepWith(3), nothingDeclared],
    [
      'a version with a name that an operator gave',
      stepOf([version(3, { name: 'top/mine' })], { name: 'weekly' }),
      declared(),
    ],
  ])('is not %s', async (_what, step, intents) => {
    // Act
    const own = await solutionVersion.findOwn(step, intents);

    // Assess
    expect(own).toBeUndefined();
  });

  it.each([
    ['the oldest version since the intent, if no name is given', '', {}, {}],
    ['the oldest version since the intent, if names are not shown', 'weekly', {}, {}],
    ['the version with the name in the file', 'weekly', { name: 'top/weekly' }, { name: 'top/mine' }],
    [
      'the version with the name in the file and a time',
      'weekly',
      { name: 'top/weekly-20260601120000' },
      { name: 'top/mine' },
    ],
  ])('is, of several candidates, %s', async (_what, name, own, others) => {
    // Prepare
    const at = (seconds: number, id: string, more: object) => version(seconds, { solutionVersionArn: id, ...more });
    const versions = [at(-3, 'before', others), at(3, 'own', own), at(56, 'after', others)];
    // Only names can show that an older version is the operator's and not the step's.
    if ('name' in others) versions.push(at(1, 'older', others));

    // Act
    const found = await solutionVersion.findOwn(stepOf(versions, { name }), declared(STARTED - 3000));

    // Assess
    expect(found?.arn).toBe('own');
  });

  it('is not found, and no intent is read, if no version is new', async () => {
    // Prepare
    const of = () => Promise.reject(new Error('The intent was read.'));

    // Act
    const own = await solutionVersion.findOwn(stepWith(-60), { of });

    // Assess
    expect(own).toBeUndefined();
  });

  it.each([
    ['there are none', [], undefined],
    [
      'the creation time of the newest earlier version is known, whoever trained it',
      [version(-60), version(-4, { trainingType: 'AUTOMATIC' })],
      BEFORE,
    ],
  ])('can be distinguished from earlier versions because %s', async (_what, versions, expected) => {
    // Act and assess
    expect(await solutionVersion.newestBefore?.(stepOf(versions))).toBe(expected);
  });
});

describe('an earlier solution version', () => {
  const [old, newest] = [`${ARN}-old`, `${ARN}-newest`];
  const both = (status: string) => [
    version(-200, { solutionVersionArn: old, status: 'ACTIVE' }),
    version(-100, { solutionVersionArn: newest, status }),
  ];

  it.each([
    ['is reused if it is the newest', 'ACTIVE', newest],
    ['is reused if it is the newest, even in training', 'CREATE IN_PROGRESS', newest],
    ['is reused if a newer version was stopped', 'CREATE STOPPED', old],
    ['is reused if a newer version is being stopped', 'CREATE STOPPING', old],
    ['is not reused if a newer version failed', 'CREATE FAILED', undefined],
  ])('%s', async (_what, status, expected) => {
    // Act
    const earlier = await solutionVersion.findEarlier(stepOf(both(status)));

    // Assess
    expect(earlier?.arn).toBe(expected);
  });

  it('is reused even if it was trained automatically', async () => {
    // Act
    const earlier = await solutionVersion.findEarlier(stepWith(-60, { trainingType: 'AUTOMATIC' }));

    // Assess
    expect(earlier?.arn).toBe(ARN);
  });
});

describe('a training', () => {
  const UPDATE = { request: { trainingMode: 'UPDATE', tags: ['x'] } };

  it.each([
    ['FULL if there is no version, although the file says UPDATE', [], UPDATE, 'FULL'],
    [
      'FULL if no version is ACTIVE, although the file says UPDATE',
      [version(-60, { status: 'CREATE FAILED' })],
      UPDATE,
      'FULL',
    ],
    [
      'an UPDATE, as the file says, if a version is ACTIVE',
      [version(-60, { status: 'ACTIVE' }), version(-6)],
      UPDATE,
      'UPDATE',
    ],
    [
      'in the mode of its task, if the file says another mode',
      [version(-60, { status: 'ACTIVE' })],
      { ...UPDATE, trainingMode: 'FULL' },
      'FULL',
    ],
    ['FULL if there is no version, although its task says UPDATE', [], { ...UPDATE, trainingMode: 'UPDATE' }, 'FULL'],
  ] as const)('is %s', async (_what, versions, asked, trainingMode) => {
    // Act
    const request = await solutionVersion.createRequest(stepOf(versions, asked));

    // Assess
    expect(request).toEqual({ solutionArn: ARN.slice(0, -2), trainingMode, tags: ['x'] });
  });

  it.each([
    ['the name in the file if no earlier version exists', [], 'weekly', 'weekly'],
    ['the name in the file and a time if an earlier version exists', [version(-60)], 'weekly', 'weekly-20260601120000'],
    [
      'the name in the file and a time if the only earlier version failed',
      [version(-60, { status: 'CREATE FAILED' })],
      'weekly',
      'weekly-20260601120000',
    ],
    [
      'a long name, cut so that it has 63 characters with the time',
      [version(-60)],
      'n'.repeat(63),
      `${'n'.repeat(48)}-20260601120000`,
    ],
    [
      'a long name that is not cut if it has 63 characters with the time',
      [version(-60)],
      'n'.repeat(48),
      `${'n'.repeat(48)}-20260601120000`,
    ],
    ['no name if the file has none', [version(-60)], '', undefined],
  ])('has %s', async (_what, versions, name, expected) => {
    // Act
    const request = await solutionVersion.createRequest(stepOf(versions, { name }));

    // Assess
    expect(request.name).toBe(expected);
    expect('name' in request).toBe(expected !== undefined);
  });

  it('counts as a retraining if the solution has any version', async () => {
    // Act
    const answers = await Promise.all([
      isRetraining(stepOf([])),
      isRetraining(stepWith(-60, { status: 'CREATE FAILED' })),
    ]);

    // Assess
    expect(answers).toEqual([false, true]);
  });

  it.each([
    ['with a known recipe needs the datasets of the recipe', 'aws-user-personalization', ['INTERACTIONS']],
    ['with an unknown recipe needs no dataset', 'of-somebody-else', []],
  ])('%s', (_, recipe, needed) => {
    // Act and assess
    expect(solutionVersion.neededDatasets?.(stepOf([], { recipe }))).toEqual(needed);
  });

  const refusal = (message: string) => new InvalidInputException({ message, $metadata: {} });

  it.each([
    [
      'has nothing new to learn if it is refused because nothing is new',
      refusal('There should be updates to at least one dataset.'),
      true,
    ],
    ['may have something to learn if it is refused for another reason', refusal('trainingMode is unknown.'), false],
    [
      'may have something to learn if an error of another type says that nothing is new',
      new Error('There should be updates to at least one dataset.'),
      false,
    ],
  ])('%s', (_what, error, expected) => {
    // Act and assess
    expect(solutionVersion.isNothingNew?.(error)).toBe(expected);
  });

  it.each([
    ['its name alone if Personalize shows the name after the solution', 'top/weekly-1', 'weekly-1'],
    ['its name if Personalize shows the name alone', 'weekly-1', 'weekly-1'],
    ['no name if Personalize shows none', undefined, undefined],
  ])('is reported with %s', async (_what, name, expected) => {
    // Prepare
    const description = version(-60, name === undefined ? {} : { name });

    // Act
    const named = await nameOfVersion(stepOf([description], { name: 'weekly' }), ARN);

    // Assess
    expect([named, ownNameOf(description)]).toEqual([expected, expected]);
  });

  it('has no name if the file names none, or if the resource is not a version', async () => {
    // Prepare
    const unnamed = stepOf([version(-60, { name: 'top/weekly-1' })]);
    const campaign = { ...unnamed, resource: { ...unnamed.resource, type: 'campaign', name: 'home' } } as Step;

    // Act
    const names = [await nameOfVersion(unnamed, ARN), await nameOfVersion(campaign, ARN), ownNameOf(undefined)];

    // Assess
    expect(names).toEqual([undefined, undefined, undefined]);
  });
});
