import { accounts } from '../support/accounts';
import type { Machine } from '../support/machine';
import { completeSample, filter, parameterFileOf, sample } from '../support/sample';
import { withEditedMachine } from './support/edited-machine';

const { openQuick } = accounts();

/** Lets an execution wake up five times, which happens 1,500 times in months of work. */
function wakeUpRarely({ States: states }: Machine): void {
  for (const choice of states['Is the work done?']?.Choices ?? [])
    Object.assign(choice, JSON.parse(JSON.stringify(choice).replace('1500', '5')));
}

describe('a run whose work takes more steps than the history of one execution holds', () => {
  it('goes on in other executions, and does all of its work once', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await withEditedMachine(account, 'ensure-resources', wakeUpRarely, () => account.run(completeSample()));

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    expect(account.counts()).toMatchObject({
      datasetImportJob: 1,
      solutionVersion: 2,
      campaign: 1,
      batchInferenceJob: 1,
    });
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(await account.locks()).toEqual([]);
    expect((await account.executions('ensure-resources')).length).toBeGreaterThan(2);
  });

  it('keeps its locks in all of them: an upload that follows waits until it has ended', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('campaign', 3600);
    const newer = sample();
    newer.filters.push(filter('newer'));

    // Act
    await withEditedMachine(account, 'ensure-resources', wakeUpRarely, async () => {
      await account.upload(sample());
      while (account.count('campaign') === 0) await account.passSeconds(60);
      await account.put(parameterFileOf(newer));
      await account.settle();
    });

    // Assess
    const timeOf = (name: string, status: string) =>
      account.changes.find((change) => change.arn.includes(name) && change.status === status)?.at ?? Number.NaN;
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(timeOf('filter/newer', 'CREATE PENDING')).toBeGreaterThan(timeOf('campaign/small-campaign', 'ACTIVE'));
  });
});
