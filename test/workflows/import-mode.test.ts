import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

function withMode(importMode: 'FULL' | 'INCREMENTAL'): Sample {
  const file = sample();
  Object.assign(file.datasets, { serviceConfig: { importMode } });
  return file;
}

/** Modes of all imports, the oldest first. */
async function modesOf(account: Account): Promise<readonly string[]> {
  const { datasetImportJobs: jobs } = await account.call<{
    datasetImportJobs: { importMode: string; creationDateTime: Date }[];
  }>('personalize', 'ListDatasetImportJobs', {});
  return jobs
    .toSorted((one, other) => Number(one.creationDateTime) - Number(other.creationDateTime))
    .map(({ importMode }) => importMode);
}

describe('A change of the import mode', () => {
  it('to INCREMENTAL imports nothing if a full import has read the same csv', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(withMode('FULL'));

    // Act
    await account.runFile(withMode('INCREMENTAL'));

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('to INCREMENTAL makes the import of the next changed csv incremental', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(withMode('FULL'));
    await account.runFile(withMode('INCREMENTAL'));

    // Act
    await account.put({ [interactionsKey('small')]: interactions(1500) });
    await account.runFile(withMode('INCREMENTAL'));

    // Assess
    expect(await modesOf(account)).toEqual(['FULL', 'INCREMENTAL']);
  });

  it('to FULL imports the unchanged csv again, in mode FULL', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(withMode('INCREMENTAL'));
    await account.put({ [interactionsKey('small')]: interactions(1500) });
    await account.runFile(withMode('INCREMENTAL'));

    // Act
    await account.runFile(withMode('FULL'));

    // Assess
    expect(await modesOf(account)).toEqual(['FULL', 'INCREMENTAL', 'FULL']);
  });
});
