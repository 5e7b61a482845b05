import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { type BudgetStep, importedInteractions } from '../../../../lib/reconciler/budget/estimate';
import { type BaselineStep, findBaseline } from '../../../../lib/reconciler/resource-types/import-baseline';
import { type DataStatistics, DataStatisticsRecords } from '../../../../lib/record-table/data-statistics';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { sample, withChecks } from '../../../support/sample';

/** A dataset group with `checks` of its interactions, and without imports. */
async function prepare() {
  const state = stateOf(JSON.stringify(withChecks(sample(), {})));
  const dataStatistics = new DataStatisticsRecords((await recordTable()).table);
  const imports: Description[] = [];
  const personalize = { describe: async () => ({ creationDateTime: new Date(0) }), list: async () => imports };
  const scope = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
  const resource = state.datasets.find(({ csvName }) => csvName === 'interactions')?.importJob;
  const step = { state, scope, resource, personalize, dataStatistics } as unknown as BudgetStep & BaselineStep;

  /** Records an accepted check of this many rows, and an import of them. */
  async function importRows(importMode: 'FULL' | 'INCREMENTAL', rows: number): Promise<void> {
    const fingerprint = `${imports.length}`.padStart(8, '0');
    const known = { fingerprint, importFingerprint: fingerprint, verdict: 'ACCEPTED', isComplete: true, rows } as const;
    const { needed } = await findBaseline(step, await dataStatistics.of('small', 'interactions'));
    await dataStatistics.add('small', 'interactions', known as DataStatistics, needed);
    const creationDateTime = new Date(imports.length);
    imports.push({ jobName: `small-20261126120000-${fingerprint}`, status: 'ACTIVE', importMode, creationDateTime });
  }
  return { step, importRows };
}

test('importedInteractions adds the rows of the last full import and of at most twelve later incremental imports', async () => {
  // Prepare
  const { step, importRows } = await prepare();
  await importRows('FULL', 7_000_000);
  await importRows('FULL', 5_000_000);
  for (let night = 0; night < 15; night += 1) await importRows('INCREMENTAL', 10);

  // Act
  const amount = await importedInteractions(step);

  // Assess
  expect(amount).toBe(5_000_120);
});
