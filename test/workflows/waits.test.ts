import { ConnectionError } from '../../emulator/core/connection-error';
import { type Caller, ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { parameterFileOf, sample, withItems } from '../support/sample';

const { open, openQuick } = accounts();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Makes operations of Personalize fail for the deployment's roles from now on.
 * @param error returns the error; undefined for an operation that never responds
 */
function breakFor(account: Account, operations: RegExp, error: () => Error | undefined): void {
  account.local.aws.intercept(async ({ service, call, caller }, perform) => {
    if (service !== 'personalize' || caller.kind !== 'role' || !operations.test(call.operation)) return perform();
    const thrown = error();
    if (thrown === undefined) return new Promise(() => undefined);
    throw thrown;
  });
}

/** Milliseconds from now until nothing is running. */
async function timeUntilSettled(account: Account): Promise<number> {
  const { clock } = account.local;
  const before = clock.now();
  await account.settle();
  return clock.now() - before;
}

describe('A run whose end cannot be recorded', () => {
  test('is reported once, and recorded as failed the next night', async () => {
    // Prepare
    const account = await openQuick();
    let isSilent = false;
    account.local.aws.intercept(({ service, caller }, perform) =>
      isSilent && service === 'dynamodb' && caller.kind === 'role' ? new Promise(() => undefined) : perform(),
    );
    await account.upload(sample());
    await account.passSeconds(60);

    // Act
    isSilent = true;
    await account.settle();
    isSilent = false;
    const during = await account.runRecords();
    await account.passSeconds(30 * 3600);

    // Assess
    expect(during).toMatchObject([{ status: { S: 'RUNNING' } }]);
    expect(await account.runRecords()).toMatchObject([{ status: { S: 'FAILED' }, error: { S: 'EndNotRecorded' } }]);
    // The nightly functions cannot reach the table either. Their failures, and resources that are missing once the run
    // has ended, are reported separately.
    const ofRun = account.local.sns.messages().filter(({ subject = '' }) => /^(?!DRIFT).*small/.test(subject));
    expect(ofRun).toHaveLength(1);
  });
});

describe('A run that takes days', () => {
  test('is reported as overdue once, by a notification and a metric, and then ends like any other', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', 80 * 3600);
    await account.upload(sample());

    // Act
    await account.passSeconds(79 * 3600);
    const during = overdueMessages(account);
    const { Metrics: metrics } = await account.call<{ Metrics: unknown[] }>('monitoring', 'ListMetrics', {
      MetricName: 'RunsOverdue',
    });
    await account.settle();

    // Assess
    expect(during).toEqual([
      expect.stringMatching(/^personalize-workflow of dataset group 'small' has been running for 3 d \d+ h$/),
    ]);
    expect(overdueMessages(account)).toEqual(during);
    expect(metrics).toHaveLength(1);
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('A training of thirty hours', () => {
  test('delays the end of its upload, but no scheduled run', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 30 * 3600);
    const file = sample();
    file.datasetGroup.workflowConfig = { schedules: { import: 'rate(12 hours)' } };

    // Act
    await account.run(file);

    // Assess
    const [run, ...scheduled] = await account.runs();
    expect(Date.parse(run?.finishedAt ?? '') - Date.parse(run?.startedAt ?? '')).toBeGreaterThan(30 * HOUR);
    expect(run?.status).toBe('SUCCEEDED');
    expect(new Set(scheduled.map(({ status }) => status))).toEqual(new Set(['UNCHANGED']));
    expect(scheduled.length).toBeGreaterThan(0);
    expect(account.count('solutionVersion')).toBe(1);
  });
});

describe('A dataset that a large import keeps in use for longer than six hours', () => {
  test('gets its new schema after that import', async () => {
    // Prepare
    const account = await openQuick();
    const { personalize, names, aws } = account.local;
    personalize.choose('personalize-dataset-in-use');
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await account.run(withItems(sample()));
    personalize.setDuration('datasetImportJob', 8 * 3600);
    await account.call('personalize', 'CreateDatasetImportJob', {
      jobName: 'by-hand',
      datasetArn: aws.arn('personalize', 'dataset/small/ITEMS'),
      dataSource: { dataLocation: `s3://${names.dataBucket}/train/small/items.csv` },
      roleArn: 'arn:aws:iam::123456789012:role/personalize-service-us-east-1',
    });
    await account.passSeconds(600);
    personalize.setDuration('datasetImportJob', 10);

    // Act
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
    await account.put(parameterFileOf(withItems(sample(), ['BRAND'], 'new-schema')));
    const took = await timeUntilSettled(account);

    // Assess
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
    expect(took).toBeGreaterThan(7 * HOUR);
  });
});

function overdueMessages(account: Account): readonly string[] {
  return account.local.sns
    .messages()
    .filter(({ message }) => String(message.sqs).includes('UPDATE OVERDUE'))
    .map(({ message }) => String(message.sms));
}

function roleOf(caller: Caller): string {
  return caller.kind === 'role' ? caller.roleName : '';
}

describe('Short faults that are hours apart', () => {
  test('do not fail an upload that waits for an earlier upload', async () => {
    // Prepare: DynamoDB throttles writes of locks for ten minutes, around one hour and around four hours after the start
    const account = await openQuick();
    const { aws, clock, personalize } = account.local;
    const begin = clock.now();
    const isThrottled = () => [1, 4].some((hour) => Math.abs(clock.now() - begin - hour * HOUR) < 5 * MINUTE);
    aws.intercept(async ({ service, call: { operation, input }, caller }, perform) => {
      if (service === 'dynamodb' && operation === 'UpdateItem' && caller.kind === 'role' && isThrottled())
        if (JSON.stringify(input.Key).includes('lock#'))
          throw new ServiceError('ThrottlingException', 'Rate exceeded.', 400);
      return perform();
    });
    personalize.setDuration('solutionVersion', 6 * 3600);
    await account.upload(sample());
    await account.passSeconds(600);

    // Act
    await account.upload(sample());
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });
});

describe('A permanent fault', () => {
  test.each<[string, RegExp, () => Error | undefined, number, RegExp]>([
    [
      'a service that throttles everything',
      /./,
      () => new ServiceError('ThrottlingException', 'Rate exceeded.', 400),
      HOUR,
      /dataset group 'small': gave up after waiting for 1 h.*: ThrottlingException: Rate exceeded/,
    ],
    [
      'a connection that cannot be made',
      /./,
      () => new ConnectionError('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'),
      HOUR,
      /dataset group 'small': gave up after waiting for 1 h.*connect ETIMEDOUT/,
    ],
    [
      'a service that never answers',
      /./,
      () => undefined,
      HOUR,
      /dataset group 'small': gave up after waiting for 1 h.*: TimeoutError: .*15000 ms/,
    ],
    [
      'a training whose creation always fails',
      /CreateSolutionVersion/,
      () => new ServiceError('InternalFailure', 'Try again.', 500),
      HOUR,
      /solution version of solution 'small-solution': gave up after waiting for 1 h.*: InternalFailure/,
    ],
    [
      'a name in use by a resource that no list shows',
      /CreateCampaign/,
      () => new ServiceError('ResourceAlreadyExistsException', 'Another resource with this name.', 400),
      10 * MINUTE,
      /campaign 'small-campaign': gave up after waiting for 10 min.*: ResourceAlreadyExistsException/,
    ],
    [
      'a dataset group that is always in use',
      /CreateDataset$/,
      () => new ServiceError('ResourceInUseException', 'The dataset group is being updated.', 400),
      6 * HOUR,
      /dataset 'small-interactions': gave up after waiting for 6 h.*: ResourceInUseException/,
    ],
  ])(
    '(%s) ends the run, and the failure says how long the run waited, and for what',
    async (_what, operations, error, limit, expected) => {
      // Prepare
      const account = await openQuick();
      breakFor(account, operations, error);

      // Act
      await account.upload(sample());
      const took = await timeUntilSettled(account);

      // Assess
      expect(await account.lastRun()).toMatchObject({ status: 'FAILED' });
      expect(account.lastNotification()).toMatch(expected);
      expect(account.lastNotification()).not.toContain('[personalize-ensure-resources: ');
      expect(took).toBeGreaterThanOrEqual(limit);
      expect(took).toBeLessThan(1.2 * limit + 30 * MINUTE);
      expect(await account.locks()).toEqual([]);
    },
  );

  test.each<[string, string, string]>([
    ['s3', 'ListObjectVersions', 'S3'],
    ['dynamodb', 'PutItem', 'DynamoDB'],
  ])('of %s, in operation %s, ends the run, and the mail names the service', async (concerned, operation, name) => {
    // Prepare
    const account = await openQuick();
    account.local.aws.intercept(async ({ service, call, caller }, perform) => {
      if (service === concerned && call.operation === operation && roleOf(caller).includes('ensure-resource'))
        throw new ServiceError('SlowDown', 'Please reduce your request rate.', 503);
      return perform();
    });

    // Act
    await account.upload(sample());
    await account.settle();

    // Assess
    expect(account.lastNotification()).toMatch(
      new RegExp(`${name}: SlowDown: Please reduce your request rate[^]*(?:Check|What to do)`),
    );
  });

  test('ends the run in a region without Amazon Personalize, with the reason and what to do', async () => {
    // Prepare
    const account = await open(1, {
      account: { region: 'eu-north-1' },
      variables: { additional_personalize_regions: ['eu-north-1'] },
    });

    // Act
    await account.upload(sample());
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain("dataset group 'small': gave up after waiting for 1 h");
    expect(account.lastNotification()).toContain('getaddrinfo ENOTFOUND personalize.eu-north-1.amazonaws.com');
    expect(account.lastNotification()).toContain('Check that this service is available in this region');
  });
});
