import { refusalOf } from '../../../functions/ensure-resources/repeated-refusal';
import { CsvTooDeep } from '../../../lib/aws/data-bucket';
import { InvalidData, RefusedBefore, StepBroke } from '../../../lib/reconciler/errors';
import type { Step } from '../../../lib/reconciler/step';
import { DataRefusals } from '../../../lib/record-table/data-refusals';
import { stateOf } from '../../support/planned';
import { recordTable } from '../../support/record-table';
import { sample } from '../../support/sample';

const TASK = 'personalize-dataset-import-small';
const REFUSED = new InvalidData("dataset 'a'", 'A column is missing.', 'Add it.');

async function prepare() {
  const { table } = await recordTable();
  const refusals = new DataRefusals(table);
  const state = stateOf(JSON.stringify(sample()));
  let etag = 'a';
  const csv = jest.fn(async () => ({ contents: [['interactions.csv', etag]] }));
  const bucket = { csv };
  const resource = state.datasets[0]?.importJob;
  const step = { state, resource, bucket, folder: '', until: 'CHECKED', runId: 'one' } as unknown as Step;
  return {
    refuse: (run: string, trigger = TASK, error: Error = REFUSED, until: Step['until'] = 'CHECKED') =>
      refusalOf({ ...step, runId: run, until }, error, refusals, trigger),
    notify: (run: string) => refusals.recordNotified('small', run, new Date(0)),
    csv,
    change: () => {
      etag = 'b';
    },
  };
}

describe('a refusal of data', () => {
  it('is marked as repeated in a scheduled run if an earlier refusal of the same data was reported', async () => {
    // Prepare
    const { refuse, notify } = await prepare();
    await refuse('one');
    await notify('one');

    // Act
    const again = await refuse('two');

    // Assess
    expect(again).toBeInstanceOf(RefusedBefore);
    expect(again).toMatchObject({ message: expect.stringContaining('A column is missing.') });
  });

  it.each(['upload', 'retry', `${TASK} (manual)`, ''])(
    'is not marked as repeated in a run with the trigger "%s"',
    async (trigger) => {
      // Prepare
      const { refuse, notify } = await prepare();
      await refuse('one');
      await notify('one');

      // Act and assess
      expect(await refuse('two', trigger)).toBe(REFUSED);
    },
  );

  it('is not marked as repeated if the run of the first refusal was stopped, so that this refusal was not reported', async () => {
    // Prepare
    const { refuse, notify } = await prepare();
    await refuse('stopped');

    // Act
    const next = await refuse('two');
    await notify('two');
    await notify('stopped');

    // Assess
    expect(next).toBe(REFUSED);
    expect(await refuse('three')).toBeInstanceOf(RefusedBefore);
  });

  it('is marked as repeated even if the data cannot be listed, because a csv still lies too deep in its folder', async () => {
    // Prepare
    const { refuse, notify, csv } = await prepare();
    csv.mockRejectedValue(new CsvTooDeep('a.csv lies too deep'));
    await refuse('one');
    await notify('one');

    // Act and assess
    expect(await refuse('two')).toBeInstanceOf(RefusedBefore);
  });

  it('makes the poll fail if S3 throttles, and is marked as repeated at the next poll', async () => {
    // Prepare
    const { refuse, notify, csv } = await prepare();
    await refuse('one');
    await notify('one');
    csv.mockRejectedValueOnce(new Error('SlowDown'));

    // Act and assess
    await expect(refuse('two')).rejects.toThrow('SlowDown');
    expect(await refuse('two')).toBeInstanceOf(RefusedBefore);
  });

  it('is not marked as repeated if the data have changed', async () => {
    // Prepare
    const { refuse, notify, change } = await prepare();
    await refuse('one');
    await notify('one');
    change();

    // Act and assess
    expect(await refuse('two')).toBe(REFUSED);
  });

  it.each([
    ['a check of rows that broke', new StepBroke('the check', 'broken'), 'CHECKED'],
    ['an import that is refused because its data changed', REFUSED, 'ACTIVE'],
  ] as const)('is neither recorded nor marked as repeated for %s', async (_, error, until) => {
    // Prepare
    const { refuse, notify } = await prepare();
    await refuse('one', TASK, error, until);
    await notify('one');

    // Act and assess
    expect(await refuse('two', TASK, error, until)).toBe(error);
  });
});
