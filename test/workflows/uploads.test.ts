import { CallerEnded } from '../../emulator/core/aws';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  completeSample,
  dataOf,
  type Files,
  filter,
  parameterFileKey,
  parameterFileOf,
  sample,
} from '../support/sample';

const { openQuick } = accounts();

/** Records the events of S3 that functions receive from now on. */
function notifications({ local }: Account): string[] {
  const payloads: string[] = [];
  local.aws.onCall(({ service, call, caller }) => {
    if (service === 'lambda' && caller.kind === 'service') payloads.push(String(call.input.Payload));
  });
  return payloads;
}

type S3Record = { s3: { object: { versionId: string; sequencer: string } } };

function records(payload = ''): [S3Record] {
  return JSON.parse(payload).Records;
}

/** Uploads an object without delivering S3's event. @returns its version */
async function putUnannounced(account: Account, files: Files): Promise<string> {
  const bucket = { Bucket: account.local.names.dataBucket };
  const configuration = await account.call<object>('s3', 'GetBucketNotificationConfiguration', bucket);
  const set = (configuration: object) =>
    account.call('s3', 'PutBucketNotificationConfiguration', {
      ...bucket,
      NotificationConfiguration: configuration,
    });
  await set({});
  await account.put(files);
  await set(configuration);
  const { Versions: versions } = await account.call<{ Versions: { VersionId: string }[] }>('s3', 'ListObjectVersions', {
    ...bucket,
    Prefix: Object.keys(files)[0],
  });
  return versions[0]?.VersionId ?? '';
}

/** Delivers S3's event of an object again. */
async function notify(account: Account, payload: string | undefined): Promise<void> {
  await account.call('lambda', 'Invoke', {
    FunctionName: 'personalize-upload',
    InvocationType: 'Event',
    Payload: payload,
  });
  await account.settle();
}

describe("S3's events", () => {
  it('start one run for one upload, however often they are delivered', async () => {
    // Prepare
    const account = await openQuick();
    const events = notifications(account);
    await account.run(sample());

    // Act
    await notify(account, events.at(-1));
    await account.passHours(24);
    await notify(account, events.at(-1));

    // Assess
    expect(await account.executions('run')).toHaveLength(1);
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(account.counts()).toMatchObject({ datasetImportJob: 1, solutionVersion: 1 });
  });

  it('start a run that changes nothing, and that notify_on "all" reports, if the event of an older upload arrives last', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    const events = notifications(account);
    const file = sample();
    file.filters.push(filter('older'));
    const older = await putUnannounced(account, parameterFileOf(file));
    file.filters = [filter('newer')];
    await account.run(file);

    // Act
    const [{ s3 }] = records(events.at(-1));
    s3.object.versionId = older;
    s3.object.sequencer = '0000000000000001';
    await notify(account, JSON.stringify({ Records: [{ ...records(events.at(-1))[0], s3 }] }));

    // Assess
    expect(account.named('filter')).toEqual(['newer']);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'UNCHANGED']);
    const [, notification] = account.local.sns.messages();
    expect(notification?.message.email).toContain('Another upload of the dataset group has superseded this upload');
  });

  it('lead to only one notification of a refused file, even if they are delivered twice', async () => {
    // Prepare
    const account = await openQuick();
    const events = notifications(account);
    await account.put({ [parameterFileKey('small')]: '{}' });
    await account.settle();

    // Act
    await notify(account, events.at(-1));

    // Assess
    expect(account.local.sns.messages()).toHaveLength(1);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['REFUSED']);
  });

  it('lead to the notification of a refused file, even if the function ends before it has sent that notification', async () => {
    // Prepare
    const account = await openQuick();
    let ended = 0;
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation !== 'Publish' || ended > 0) return perform();
      ended += 1;
      throw new CallerEnded('Runtime exited with error: signal: killed');
    });

    // Act
    await account.put({ [parameterFileKey('small')]: '{}' });
    await account.settle();

    // Assess
    expect(ended).toBe(1);
    expect(account.local.sns.messages().map(({ subject }) => subject)).toEqual([
      'FAILED small: parameter file refused',
    ]);
  });

  it('lead to warnings about an accepted file only at the end of its run', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const { serviceConfig } of file.solutions) serviceConfig.performAutoML = true;

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    const [notification] = account.local.sns.messages();
    const warning = expect.stringMatching(/^line \d+, column \d+ \(\/solutions\/0\/.*\(rule auto-ml, /);
    expect(JSON.parse(notification?.message.sqs ?? '{}').warnings).toEqual([warning]);
    expect(notification?.message.email).toMatch(/\nWarnings of the parameter file:\n- line .*\(rule auto-ml, /);
  });

  it('change nothing for objects other than parameter files', async () => {
    // Prepare
    const account = await openQuick();
    const text = JSON.stringify(sample());

    // Act
    await account.put({
      ...dataOf(sample()),
      'config.json': text,
      'batch/small/config.json': text,
      'train/small/config.json.bak': text,
    });
    await account.settle();

    // Assess
    expect(await account.runs()).toEqual([]);
    expect(account.local.sns.messages()).toEqual([]);
    expect(account.resources()).toEqual([]);
  });
});

describe('two uploads of one dataset group at once', () => {
  it('are processed one after the other, and the later file is then in force', async () => {
    // Prepare
    const account = await openQuick();
    const older = sample();
    const newer = sample();
    older.filters.push(filter('of-both'));
    newer.filters.push(filter('of-both'), filter('of-the-newer'));

    // Act
    await account.upload(older);
    await account.put(parameterFileOf(newer));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(account.named('filter')).toEqual(['of-both', 'of-the-newer']);
    const timeOf = (name: string, status: string) =>
      account.changes.find((change) => change.arn.endsWith(name) && change.status === status)?.at ?? Number.NaN;
    expect(timeOf('filter/of-the-newer', 'CREATE PENDING')).toBeGreaterThan(timeOf('small-campaign', 'ACTIVE'));
    expect(account.counts()).toMatchObject({ datasetImportJob: 1, solutionVersion: 1, campaign: 1 });
    expect(overlaps(await account.runs())).toBe(true);
    expect(await account.locks()).toEqual([]);
    const [accepted] = await account.filesInForce();
    const { Versions: versions } = await account.call<{
      Versions: { VersionId: string; IsLatest: boolean }[];
    }>('s3', 'ListObjectVersions', {
      Bucket: account.local.names.dataBucket,
      Prefix: parameterFileKey('small'),
    });
    expect(accepted?.versionId?.S).toBe(versions.find(({ IsLatest }) => IsLatest)?.VersionId);
  });

  it('lead to the settings of the later file, even if it arrives while the run of the first file is in progress', async () => {
    // Prepare
    const account = await openQuick();
    const older = sample();
    const newer = sample();
    const [newerSolution] = newer.solutions;
    const [newerCampaign] = newerSolution?.campaigns ?? [];
    if (newerCampaign) newerCampaign.serviceConfig.minProvisionedTPS = 5;
    await account.upload(older);
    await account.passSeconds(1);

    // Act
    await account.put(parameterFileOf(newer));
    await account.settle();

    // Assess
    const [campaignArn] = account.local.personalize
      .snapshot()
      .filter(({ type }) => type === 'campaign')
      .map(({ arn }) => arn);
    const { campaign } = await account.call<{ campaign: { minProvisionedTPS: number } }>(
      'personalize',
      'DescribeCampaign',
      { campaignArn },
    );
    expect(campaign.minProvisionedTPS).toBe(5);
    expect(account.local.sns.messages().map(({ subject }) => subject)).toEqual([
      'COMPLETE small: 7 created',
      'COMPLETE small: 1 updated',
    ]);
  });
});

/** True if the second run began before the first one ended, so that one of them waited. */
function overlaps([first, second]: readonly { startedAt: string; finishedAt?: string }[]): boolean {
  return (second?.startedAt ?? '') < (first?.finishedAt ?? '');
}

describe('an upload that is superseded by a newer one while it waits for an older one', () => {
  it('changes nothing, and neither fails nor is reported', async () => {
    // Prepare
    const account = await openQuick();
    const withFilter = (name: string) => {
      const file = sample();
      file.filters.push(filter(name));
      return parameterFileOf(file);
    };
    await account.upload(sample());
    await account.passSeconds(60);

    // Act
    await account.put(withFilter('superseded'));
    await account.passSeconds(60);
    await account.put(withFilter('newest'));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'UNCHANGED', 'SUCCEEDED']);
    expect(account.changes.filter(({ arn }) => arn.endsWith('filter/superseded'))).toEqual([]);
    expect(account.named('filter')).toEqual(['newest']);
    expect(account.local.sns.messages().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^COMPLETE small: 7 created/),
    ]);
  });
});

describe('maxAge', () => {
  const JOBS = ['datasetImportJob', 'solutionVersion', 'batchInferenceJob', 'batchSegmentJob'] as const;
  const jobCounts = (account: Account) => JOBS.map((type) => account.count(type));

  it('renews resources that have become too old, and no others', async () => {
    // Prepare
    const account = await openQuick();
    const file = completeSample();
    file.datasetGroup.workflowConfig = { maxAge: '10 days' };
    const [recommendations, segments] = file.solutions;
    if (recommendations) recommendations.workflowConfig = { maxAge: '1 week' };
    for (const job of segments?.batchSegmentJobs ?? []) job.workflowConfig = { maxAge: '36 hours' };
    await account.run(file);
    const counts = [jobCounts(account)];

    // Act
    for (const days of [1, 1, 6, 4]) {
      await account.passHours(24 * days);
      await account.runFile(file);
      counts.push(jobCounts(account));
    }

    // Assess: the second solution is never trained again, nor is the batch inference job run again.
    expect(counts).toEqual([
      [1, 2, 1, 1],
      [1, 2, 1, 1],
      [1, 2, 1, 2],
      [1, 3, 1, 3],
      [2, 3, 1, 4],
    ]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(5).fill('SUCCEEDED'));
  });
});
