import { refusalOf } from '../../../functions/ensure-resources/repeated-refusal';
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
  const bucket = { csv: async () => ({ contents: [['interactions.csv', etag]] }) };
  const resource = state.datasets[0]?.importJob;
  const step = { state, resource, bucket, folder: '', until: 'CHECKED', runId: 'one' } as unknown as Step;
  return {
    refuse: (run: string, trigger = TASK, error: Error = REFUSED, until: Step['until'] = 'CHECKED') =>
      refusalOf({ ...step, runId: run, until }, error, refusals, trigger),
    notify: (run: string) => refusals.recordNotified('small', run, new Date(0)),
    change: () => {
      etag = 'b';
    },
  };
}

describe('a refusal of data', () => {
  it('repeats a reported refusal if a scheduled run meets the same data', async () => {
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
    'repeats nothing in a run of the trigger "%s"',
    async (trigger) => {
      // Prepare
      const { refuse, notify } = await prepare();
      await refuse('one');
      await notify('one');

      // Act and assess
      expect(await refuse('two', trigger)).toBe(REFUSED);
    },
  );

  it('does not repeat a refusal that was not reported because its run was stopped', async () => {
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

  it('does not repeat a refusal of other data', async () => {
    // Prepare
    const { refuse, notify, change } = await prepare();
    await refuse('one');
    await notify('one');
    change();

    // Act and assess
    expect(await refuse('two')).toBe(REFUSED);
  });

  it.each([
    ['a check that broke', new StepBroke('the check', 'broken'), 'CHECKED'],
    ['an import that is refused as its data changed', REFUSED, 'ACTIVE'],
  ] as const)('is not %s', async (_, error, until) => {
    // Prepare
    const { refuse, notify } = await prepare();
    await refuse('one', TASK, error, until);
    await notify('one');

    // Act and assess
    expect(await refuse('two', TASK, error, until)).toBe(error);
  });
});
