import type { DataLocation } from '../../../../lib/aws/data-bucket';
import { endAcceptances } from '../../../../lib/reconciler/resource-types/acceptances';
import { planCheck } from '../../../../lib/reconciler/resource-types/import-check-plan';
import { importContent } from '../../../../lib/reconciler/resource-types/import-content';
import { fingerprint, jobName } from '../../../../lib/reconciler/resource-types/job-name';
import type { Step } from '../../../../lib/reconciler/step';
import { type DataStatistics, DataStatisticsRecords } from '../../../../lib/record-table/data-statistics';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { sample, withChecks } from '../../../support/sample';

/** Returns a csv with this content, which is also its ETag and its version id. */
function csv(content: string): DataLocation {
  const key = 'train/small/interactions.csv';
  return {
    uri: `s3://data/${key}`,
    contents: [[key, content]],
    size: 0,
    changedAt: new Date(0),
    csv: [{ key, versionId: content, size: 0 }],
  };
}

const HOUR = 3_600_000;

/**
 * Prepares a dataset with two records of hour 1: a check has accepted the csv `other`, and then a person has accepted
 * the csv `accepted`.
 *
 * @param current csv that the bucket has
 * @param importStatus status of an import of the csv `accepted`, if there is one
 * @param importedAt hour at which this import was created
 */
async function prepare(current: string | undefined, importStatus?: string, importedAt = 2) {
  const { table } = await recordTable();
  const state = stateOf(JSON.stringify(withChecks(sample(), { maximumRowDrop: '10%' })));
  const [dataset] = state.datasets;
  if (dataset === undefined) throw new Error('The sample has no interactions.');
  const dataStatistics = new DataStatisticsRecords(table);
  const imports: object[] = [];
  const step = {
    state,
    resource: dataset.importJob,
    folder: 'train/small/',
    bucket: { csv: async () => (current === undefined ? undefined : csv(current)) },
    personalize: { describe: async () => ({ creationDateTime: new Date(0) }), list: async () => imports },
    scope: { partition: 'aws', region: 'eu-west-1', account: '123456789012' },
    dataStatistics,
  } as unknown as Step;
  if (importStatus !== undefined)
    imports.push({
      jobName: jobName('interactions', new Date(0), importContent(step, csv('accepted'))),
      status: importStatus,
      creationDateTime: new Date(importedAt * HOUR),
    });
  const checkOf = async (content: string, verdict: object) =>
    dataStatistics.add(
      'small',
      'interactions',
      {
        ...verdict,
        checkedAt: new Date(HOUR).toISOString(),
        fingerprint: (await planCheck(step, dataset, csv(content))).fingerprint,
        importFingerprint: fingerprint(importContent(step, csv(content))),
      } as DataStatistics,
      [],
    );
  await checkOf('other', { verdict: 'ACCEPTED' });
  await checkOf('accepted', { verdict: 'ACCEPTED', decision: { by: 'Ana', reason: 'smaller range' } });
  const verdicts = async () =>
    (await dataStatistics.of('small', 'interactions')).map(({ verdict, decision }) => [verdict, decision?.by]);
  return { step, verdicts };
}

describe("a person's acceptance of data", () => {
  it.each([
    ['the bucket has other csv', 'other', undefined, 2],
    ['the bucket has no csv', undefined, undefined, 2],
    ['the bucket has other csv, and the import of the accepted csv failed', 'other', 'CREATE FAILED', 2],
    ['the bucket has other csv, and the accepted csv were imported only before the acceptance', 'other', 'ACTIVE', 0],
  ])('ends if %s', async (_, current, importStatus, importedAt) => {
    // Prepare
    const { step, verdicts } = await prepare(current, importStatus, importedAt);

    // Act
    await endAcceptances(step);

    // Assess
    expect(await verdicts()).toEqual([
      ['REFUSED', undefined],
      ['ACCEPTED', undefined],
    ]);
  });

  it.each([
    ['the bucket has the accepted csv', 'accepted', undefined],
    ['the accepted csv are being imported, even if the bucket has other csv', 'other', 'CREATE IN_PROGRESS'],
    ['the accepted csv were imported, even if the bucket has other csv', 'other', 'ACTIVE'],
  ])('stays if %s', async (_, current, importStatus) => {
    // Prepare
    const { step, verdicts } = await prepare(current, importStatus);

    // Act
    await endAcceptances(step);

    // Assess
    expect(await verdicts()).toEqual([
      ['ACCEPTED', 'Ana'],
      ['ACCEPTED', undefined],
    ]);
  });
});
