import { ServiceError } from '../../emulator/core/service';
import { accounts } from '../support/accounts';
import type { Machine } from '../support/machine';
import {
  completeSample,
  filter,
  interactions,
  interactionsKey,
  parameterFileOf,
  sample,
  solution,
  withChecks,
} from '../support/sample';
import { wakeUpRarely, withEditedMachine } from './support/edited-machine';

const { openQuick } = accounts();

/** Makes checks of rows return no result, as if their time were up, so that each wake-up requests all of them again. */
function findNothing({ States: states }: Machine): void {
  const nothing = { StartAt: 'Nothing', States: { Nothing: { Type: 'Pass', Output: {}, End: true } } };
  Object.assign(states['Check the data']?.ItemProcessor ?? {}, nothing);
}

describe('a run whose work takes more steps than one execution may take', () => {
  it('continues in other executions, and does all of its work once', async () => {
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

  it('also continues in another execution while it checks rows, because each check of a part is a step', async () => {
    // Prepare: checks return no result until the real definition is back
    const account = await openQuick();
    const findNothingRarely = (machine: Machine) => {
      wakeUpRarely(machine);
      findNothing(machine);
    };

    // Act
    await withEditedMachine(account, 'ensure-resources', findNothingRarely, async () => {
      await account.upload(withChecks(sample(), { minimumRows: 1 }));
      await account.passSeconds(1800);
    });
    const meanwhile = (await account.executions('ensure-resources')).length;
    await account.passSeconds(7200);

    // Assess
    expect(meanwhile).toBeGreaterThan(2);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
  });

  it('succeeds in spite of the limit of 25,000 events, even if it checks forty parts of large csv again and again', async () => {
    // Prepare: S3 says that each file has the size of a part. Checks return no result until the real definition is back
    const account = await openQuick();
    account.local.aws.reshapeAnswers(({ call }, output) => {
      if (call.operation !== 'ListObjectVersions') return output;
      const { Versions: versions = [] } = output as { readonly Versions?: readonly { readonly Key: string }[] };
      const enlarged = versions.map((each) => (each.Key.endsWith('.csv') ? { ...each, Size: 256e6 } : each));
      return { ...(output as object), Versions: enlarged };
    });
    for (let part = 0; part < 40; part += 1)
      await account.put({ [`train/small/interactions/${part}.csv`]: interactions(26, part * 3600) });

    // Act
    await withEditedMachine(account, 'ensure-resources', findNothing, async () => {
      await account.put(parameterFileOf(withChecks(sample(), { minimumRows: 1 })));
      await account.passSeconds(60);
    });
    await account.settle();

    // Assess
    expect(await account.runs()).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(account.count('campaign')).toBe(1);
    expect((await account.executions('ensure-resources')).length).toBeGreaterThan(1);
  });

  it('keeps its locks in all these executions, so that the next upload waits until the run has ended', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('campaign', 3600);
    const newer = sample();
    newer.filters.push(filter('newer'));

    // Act
    await withEditedMachine(account, 'ensure-resources', wakeUpRarely, async () => {
      await account.upload(sample());
      for (let minute = 0; minute < 240 && account.count('campaign') === 0; minute += 1) await account.passSeconds(60);
      await account.put(parameterFileOf(newer));
      await account.settle();
    });

    // Assess
    const timeOf = (name: string, status: string) =>
      account.changes.find((change) => change.arn.includes(name) && change.status === status)?.at ?? Number.NaN;
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(timeOf('filter/newer', 'CREATE PENDING')).toBeGreaterThan(timeOf('campaign/small-campaign', 'ACTIVE'));
  });

  it('no longer delays an import of another run once its own trainings have all begun', async () => {
    // Prepare: the creation of the second solution is throttled for 20 s, so its training begins some wake-ups after the first training
    const account = await openQuick();
    const { aws, clock, personalize } = account.local;
    let throttledUntil = Number.NaN;
    aws.intercept(({ call: { operation, input } }, perform) => {
      if (operation !== 'CreateSolution' || input.name !== 'second') return perform();
      if (Number.isNaN(throttledUntil)) throttledUntil = clock.now() + 20_000;
      if (clock.now() < throttledUntil) throw new ServiceError('ThrottlingException', 'Rate exceeded', 400);
      return perform();
    });
    personalize.setDuration('solutionVersion', 1200);
    personalize.setDuration('campaign', 4 * 3600);
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 1 * ? *)' } };
    file.solutions = ['first', 'second'].map((name) => solution(name, [`${name}-campaign`]));

    // Act
    await withEditedMachine(account, 'ensure-resources', wakeUpRarely, async () => {
      await account.upload(file);
      await account.passSeconds(3600);
      await account.put({ [interactionsKey('small')]: interactions(1080) });
      await account.runTask('personalize-dataset-import-small');
      await account.settle();
    });

    // Assess
    const ends = account.changes.filter(({ type, status }) => /Import|campaign/.test(type) && status === 'ACTIVE');
    expect(ends.map(({ type }) => type)).toEqual(['datasetImportJob', 'datasetImportJob', 'campaign', 'campaign']);
  });
});
