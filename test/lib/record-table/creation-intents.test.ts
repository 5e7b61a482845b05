import type { Step } from '../../../lib/reconciler/step';
import { type CreationIntent, CreationIntentRecords } from '../../../lib/record-table/creation-intents';
import { present } from '../../../lib/record-table/item';
import { recordTable } from '../../support/record-table';

const STARTED = new Date('2026-01-05T00:00:00Z');

/** A step that began at `startedAt` and is polled at `now`, by default at its start. */
function step(startedAt = STARTED, now = startedAt): Step {
  return {
    state: { datasetGroup: { name: 'movies' } },
    resource: { type: 'datasetImportJob', pointer: '/datasets/interactions' },
    startedAt,
    now,
  } as unknown as Step;
}

async function prepare() {
  const { table } = await recordTable();
  let seconds = 0;
  const intents = new CreationIntentRecords(table, () => new Date(STARTED.getTime() + seconds * 1000));
  return {
    /** Declares an intent once `after` seconds have passed since STARTED. */
    declare: (after: number, jobName: string | undefined, startedAt = STARTED, polledAt?: Date) => {
      seconds = after;
      const now = polledAt ?? new Date(startedAt.getTime() + after * 1000);
      return intents.declare(step(startedAt, now), present({ jobName }));
    },
    redeclare: (after: number, jobName: string | undefined, before: CreationIntent | undefined) => {
      seconds = after;
      return intents.redeclare(step(), present({ jobName }), before ?? { declaredAt: 0, wouldShow: true });
    },
    intents,
  };
}

describe('CreationIntentRecords', () => {
  it('returns no earlier intent if a step declares the same name again, or if another step declares one', async () => {
    // Prepare
    const { declare } = await prepare();

    // Act
    const answers = [
      await declare(0, 'job-a'),
      await declare(5, 'job-a'),
      await declare(9, 'job-b', new Date('2026-01-05T08:00:00Z')),
    ];

    // Assess
    expect(answers).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ['may not be listed yet', 5, false],
    ['may not be listed yet', 60, false],
    ['would be listed', 61, true],
  ])('returns the earlier intent, whose resource %s after %i seconds', async (_, seconds, wouldShow) => {
    // Prepare
    const { declare } = await prepare();
    await declare(0, 'job-a');

    // Act
    const answer = await declare(seconds, 'job-b');

    // Assess
    expect(answer).toMatchObject({ jobName: 'job-a', wouldShow });
  });

  it('says that a resource may not be listed yet if less than a minute had passed when the poll began, even if the poll took longer', async () => {
    // Prepare
    const { declare } = await prepare();
    await declare(0, undefined);

    // Act
    const answer = await declare(61, undefined, STARTED, new Date(STARTED.getTime() + 5000));

    // Assess
    expect(answer).toMatchObject({ wouldShow: false });
  });

  it('returns the earlier intent even if both creations have no name', async () => {
    // Prepare
    const { declare } = await prepare();
    await declare(0, undefined);

    // Act
    const answer = await declare(5, undefined);

    // Assess
    expect(answer).toMatchObject({ wouldShow: false });
  });

  it('returns the redeclared intent instead of the first one', async () => {
    // Prepare
    const { declare, redeclare } = await prepare();
    await declare(0, 'job-a');
    await redeclare(40, 'job-b', await declare(40, 'job-b'));

    // Act
    const answers = [await declare(41, 'job-b'), await declare(42, 'job-c')];

    // Assess
    expect(answers).toEqual([undefined, expect.objectContaining({ jobName: 'job-b', wouldShow: false })]);
  });

  it('lets only one of two overlapping wake-ups replace an intent', async () => {
    // Prepare
    const { declare, redeclare } = await prepare();
    await declare(0, undefined);
    const before = await declare(40, undefined);

    // Act
    const answers = [await redeclare(40, undefined, before), await redeclare(41, undefined, before)];

    // Assess
    expect(answers).toEqual([true, false]);
  });

  it('reads the intent that a step has declared, and no intent of another step', async () => {
    // Prepare
    const { intents } = await prepare();
    const other = step(new Date('2026-01-05T08:00:00Z'));

    // Act
    const before = await intents.of(step());
    await intents.declare(step(), { newestBefore: 1_767_571_200_123 });
    const answers = [before, await intents.of(step()), await intents.of(other)];

    // Assess
    const own = expect.objectContaining({ newestBefore: 1_767_571_200_123, wouldShow: false });
    expect(answers).toEqual([undefined, own, undefined]);
  });

  it('has no intent after a withdrawal, and then records the next one', async () => {
    // Prepare
    const { intents, declare } = await prepare();
    await declare(0, undefined);

    // Act
    await intents.withdraw(step());
    const answers = [await intents.of(step()), await declare(5, undefined), await declare(6, undefined)];

    // Assess
    expect(answers).toEqual([undefined, undefined, expect.objectContaining({ wouldShow: false })]);
  });
});
