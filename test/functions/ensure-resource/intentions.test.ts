import { IntentionRecords } from '../../../functions/ensure-resource/intentions';
import type { Step } from '../../../resources/step';
import { recordTable, TABLE } from '../support/record-table';

const STARTED = new Date('2026-01-05T00:00:00Z');

/** A look of one step, so many seconds after it began. */
function look(seconds: number, startedAt = STARTED): Step {
  return {
    state: { datasetGroup: { name: 'movies' } },
    resource: { type: 'datasetImportJob', pointer: '/datasets/interactions' },
    startedAt,
    now: new Date(startedAt.getTime() + seconds * 1000),
  } as unknown as Step;
}

async function prepare(): Promise<IntentionRecords> {
  const { client } = await recordTable();
  return new IntentionRecords(client, TABLE);
}

describe('IntentionRecords', () => {
  it('notes what a step is about to create, and again what is the same', async () => {
    // Prepare
    const intentions = await prepare();

    // Act
    const answers = [
      await intentions.declare(look(0), 'job-a'),
      await intentions.declare(look(5), 'job-a'),
      await intentions.declare(look(0, new Date('2026-01-05T08:00:00Z')), 'job-b'),
    ];

    // Assess
    expect(answers).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [5, false],
    [31, true],
  ])('after %s s it knows what was noted before, and whether that would show by now: %s', async (...row) => {
    // Prepare
    const [seconds, wouldShow] = row;
    const intentions = await prepare();
    await intentions.declare(look(0), 'job-a');

    // Act
    const answer = await intentions.declare(look(seconds), 'job-b');

    // Assess
    expect(answer).toEqual({ jobName: 'job-a', wouldShow });
  });

  it('takes what has no name for something else each time', async () => {
    // Prepare
    const intentions = await prepare();
    await intentions.declare(look(0), undefined);

    // Act
    const answer = await intentions.declare(look(5), undefined);

    // Assess
    expect(answer).toEqual({ wouldShow: false });
  });

  it('notes another thing in place of the first when it is told to', async () => {
    // Prepare
    const intentions = await prepare();
    await intentions.declare(look(0), 'job-a');
    await intentions.redeclare(look(40), 'job-b');

    // Act
    const answers = [
      await intentions.declare(look(41), 'job-b'),
      await intentions.declare(look(42), 'job-c'),
    ];

    // Assess
    expect(answers).toEqual([undefined, { jobName: 'job-b', wouldShow: false }]);
  });
});
