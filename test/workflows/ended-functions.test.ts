import { CallerEnded } from '../../emulator/core/aws';
import { type Call, ServiceError } from '../../emulator/core/service';
import type { ResourceType } from '../../lib/personalize/resource-types';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { batchInputKey, completeSample, interactions, interactionsKey, sample } from '../support/sample';
import { endAfter } from './support/ended-functions';
import { hangAt } from './support/hanging-functions';

const { openQuick } = accounts();

/** Operations that create resources which a run can find again by name. */
const CREATIONS = [
  'CreateDatasetGroup',
  'CreateDataset',
  'CreateEventTracker',
  'CreateSolution',
  'CreateCampaign',
  'CreateFilter',
  'CreateMetricAttribution',
];

/** Lines of the last mail below a heading such as `Created`, without durations. */
function listed(account: Account, heading: string): readonly string[] {
  const [, list = ''] = account.lastNotification().split(new RegExp(`^${heading} \\(\\d+\\):\n`, 'm'));
  const [lines = ''] = list.split('\n\n');
  return lines.split('\n').flatMap((line) => /^- (.*?)(?:, \d.*)?$/.exec(line)?.[1] ?? []);
}

/** Results of a type of resource in the last notification for programs. */
function results(account: Account, type: ResourceType): readonly unknown[] {
  const { sqs = '{}' } = account.local.sns.messages().at(-1)?.message ?? {};
  const { resources = [] } = JSON.parse(sqs) as { resources?: { type: string; result: string }[] };
  return resources.filter((each) => each.type === type).map(({ result }) => result);
}

describe('a run whose functions end right after Amazon Personalize has carried out their calls', () => {
  it('reports what it created as CREATED, in the mail and in the JSON for programs', async () => {
    // Prepare
    const account = await openQuick();
    const ended = endAfter(account, CREATIONS);

    // Act
    await account.run(completeSample());

    // Assess
    expect(ended.size).toBe(CREATIONS.length);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(listed(account, 'Unchanged')).toEqual([]);
    expect(listed(account, 'Created')).toEqual(
      expect.arrayContaining([
        "campaign 'small-campaign'",
        "dataset 'small-interactions'",
        "dataset group 'small'",
        "event tracker 'small-tracker'",
        "filter 'small-filter'",
        "metric attribution 'small-attribution'",
        "solution 'small-solution'",
      ]),
    );
    expect(results(account, 'campaign')).toEqual(['CREATED']);
  });

  it('reports what it updated as UPDATED, in the mail and in the JSON for programs', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    const file = sample();
    await account.run(file);
    for (const { serviceConfig } of file.solutions.flatMap(({ campaigns = [] }) => campaigns))
      serviceConfig.minProvisionedTPS = 2;
    const ended = endAfter(account, ['UpdateCampaign']);

    // Act
    await account.runFile(file);

    // Assess
    expect(ended.size).toBe(1);
    expect(listed(account, 'Updated')).toEqual(["campaign 'small-campaign'"]);
    expect(results(account, 'campaign')).toEqual(['UPDATED']);
  });

  it('creates no second import or batch job, even if the csv and the job input have changed since', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const each of file.solutions) each.batchInferenceJobs = [{ serviceConfig: {} }];
    const changed = {
      [interactionsKey('small')]: interactions(1080),
      [batchInputKey('small', 'small-solution')]: '{"userId":"user-2"}\n',
    };
    const ended = endAfter(account, ['CreateDatasetImportJob', 'CreateBatchInferenceJob'], () => account.put(changed));

    // Act
    await account.run(file);

    // Assess
    expect(ended.size).toBe(2);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.counts()).toMatchObject({ datasetImportJob: 1, batchInferenceJob: 1 });
    expect(listed(account, 'Unchanged')).toEqual([]);
  });
});

describe('a run that a second invocation continues because the first one hangs before it creates a batch job', () => {
  it('reports as CREATED the job that the second invocation created, in the mail and in the JSON for programs', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const each of file.solutions) each.batchInferenceJobs = [{ serviceConfig: {} }];
    const isBegin = ({ operation, input }: Call) =>
      operation === 'PutItem' && /progress#[^"]*#batchInferenceJob#/.test(JSON.stringify(input));
    const hasHung = hangAt(account, isBegin, 'BEFORE');

    // Act
    await account.run(file);

    // Assess
    expect(hasHung()).toBe(true);
    expect(listed(account, 'Created')).toContainEqual(expect.stringMatching(/^batch inference job/));
    expect(listed(account, 'Unchanged')).toEqual([]);
    expect(results(account, 'batchInferenceJob')).toEqual(['CREATED']);
    expect(account.count('batchInferenceJob')).toBe(1);
  });
});

describe('a run that a second invocation continues because the first one hangs before it records that it is about to train', () => {
  it('trains once', async () => {
    // Prepare
    const account = await openQuick();
    const isIntent = ({ operation, input }: Call) =>
      operation === 'PutItem' && JSON.stringify(input).includes('intent#solutionVersion#');
    const hasHung = hangAt(account, isIntent, 'BEFORE');

    // Act
    await account.run(sample());

    // Assess
    expect(hasHung()).toBe(true);
    expect(account.count('solutionVersion')).toBe(1);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });
});

describe('an upload whose function begin-run ends after it has recorded the run, but before it answers', () => {
  it('is carried out all the same: its model is trained and deployed', async () => {
    // Prepare
    const account = await openQuick();
    const ended = endAfter(account, ['PutEvents']);

    // Act
    await account.run(sample());

    // Assess
    expect(ended.size).toBe(1);
    expect((await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`)).toEqual(['upload SUCCEEDED']);
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1 });
  });
});

describe('a run that has failed', () => {
  it('is reported once, even if Lambda loses the answer of the function that sent the notification', async () => {
    // Prepare
    const account = await openQuick();
    const { aws, personalize, sns } = account.local;
    personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal service error.' });
    let isLost = false;
    aws.intercept(async ({ service }, perform) => {
      const before = sns.messages().length;
      const answer = await perform();
      if (service !== 'lambda' || isLost || sns.messages().length === before) return answer;
      isLost = true;
      throw new ServiceError('ServiceException', 'The service encountered an internal error.', 500);
    });

    // Act
    await account.run(sample());

    // Assess
    expect(isLost).toBe(true);
    expect(sns.messages().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^FAILED small: /)]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
  });

  it('is reported by mail, even if a function ends just before it sends the mail', async () => {
    // Prepare
    const account = await openQuick();
    const { aws, personalize, sns } = account.local;
    personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal service error.' });
    let hasEnded = false;
    aws.intercept(async ({ service, call: { operation } }, perform) => {
      if (service !== 'sns' || operation !== 'Publish' || hasEnded) return perform();
      hasEnded = true;
      throw new CallerEnded('Runtime exited with error: signal: killed');
    });

    // Act
    await account.run(sample());

    // Assess
    expect(hasEnded).toBe(true);
    expect(sns.messages().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^FAILED small: /)]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED']);
  });
});
