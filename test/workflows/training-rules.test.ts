import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, type Sample, sample, withChecks } from '../support/sample';

const { openQuick } = accounts();

const CSV = interactionsKey('small');

/** Interactions with eleven event types, which make trainings fail. Another `shift` (in seconds) gives other data. */
function manyTypes(shift = 0): string {
  let row = 0;
  return interactions(1040, shift).replaceAll('click', () => `type-${row++ % 11}`);
}

/** A file with checks, and an import every night. */
function nightly(): Sample {
  const file = withChecks(sample(), { minimumRows: 10 });
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 3 * * ? *)' } };
  return file;
}

async function retry(account: Account): Promise<void> {
  const { dataBucket: bucket } = account.local.names;
  const key = 'train/small/config.json';
  const head = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket: bucket, Key: key });
  const file = { bucket, key, versionId: head.VersionId };
  const input = { datasetGroup: 'small', workflow: UPLOAD_WORKFLOW, trigger: 'retry', file };
  const stateMachineArn = account.machineArn('run');
  await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
  await account.settle();
}

describe('Data that make trainings fail', () => {
  it('are refused by an upload, and the notification names the rule', async () => {
    // Prepare
    const account = await openQuick();
    await account.put({ [CSV]: manyTypes() });

    // Act
    await account.runFile(nightly());

    // Assess
    expect(account.count('datasetImportJob')).toBe(0);
    expect(account.lastNotification()).toContain(
      '- 11 event types; a training fails with more than 10. (event-type-count)',
    );
  });

  it.each([
    ['a schedule', (account: Account) => account.passHours(24)],
    ['retry', retry],
  ])('are imported by %s, and a notification warns of them', async (_, run) => {
    // Prepare
    const account = await openQuick();
    await account.put({ [CSV]: interactions() });
    await account.runFile(nightly());
    await account.put({ [CSV]: manyTypes(1) });

    // Act
    await run(account);

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
    const mails = account.local.sns.messages().map(({ message }) => message.email);
    expect(mails.some((mail) => mail?.includes('(1 violation in the data (event-type-count 1)'))).toBe(true);
  });

  it.each([
    ['a schedule', (account: Account) => account.passHours(24)],
    ['retry', retry],
  ])('are imported by %s, even after an upload has failed because of them', async (_, run) => {
    // Prepare
    const account = await openQuick();
    await account.put({ [CSV]: interactions() });
    await account.runFile(nightly());
    await account.put({ [CSV]: manyTypes(1) });
    await account.runFile(nightly());
    const before = account.count('datasetImportJob');

    // Act
    await run(account);

    // Assess
    expect([before, account.count('datasetImportJob')]).toEqual([1, 2]);
  });
});
