import { ServiceError } from '../../emulator/core/service';
import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  dataOf,
  type Files,
  filter,
  interactionsKey,
  parameterFileOf,
  type Sample,
  sample,
  solution,
  withItems,
} from '../support/sample';

const { openQuick } = accounts();

const SOLUTION = 'small-solution';
const RULES = [{ metric: 'coverage', maximumDrop: '10%' }];

/** The file of a group that imports and trains every night, and promotes by rules. */
function file(promotion: object | null = { rules: RULES }): Sample {
  const made = sample();
  made.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 1 * * ? *)' } };
  for (const solution of made.solutions)
    solution.workflowConfig = { schedules: { full: 'cron(0 2 * * ? *)' }, ...(promotion && { promotion }) };
  return made;
}

/** Adds a field to the schema. Personalize cannot change a schema, so the file conflicts with the existing one. */
function withConflict(made: Sample): Sample {
  const schema = made.datasets.interactions?.schema.serviceConfig.schema as { fields: object[] };
  schema.fields.push({ name: 'DEVICE', type: ['null', 'string'] });
  return made;
}

/** The parameter file and its csv, in another folder. */
function under(folder: string, made: Sample): Files {
  const [text = ''] = Object.values(parameterFileOf(made));
  return { [`train/${folder}/interactions.csv`]: dataOf(made)[interactionsKey('small')] ?? '', [keyIn(folder)]: text };
}

/** Reason of a run whose file was refused. */
const CONFLICT: unknown = expect.stringMatching(/^Nothing was changed: .* conflict with what exists/);

/** A file of the existing dataset group for which a run has no work: it has neither datasets nor solutions. */
function withoutWork(): Sample {
  const { datasets: _, ...made } = sample();
  made.solutions = [];
  return made as Sample;
}

/**
 * Delays the next run's calls for the lock of the dataset group. Each call takes 14 s. The last call succeeds. Each
 * earlier call fails, and is sent again.
 * @param calls number of calls to delay
 * @returns a function that returns the number of calls delayed so far
 */
function delayLock({ local: { aws, clock } }: Account, calls: number): () => number {
  let delayed = 0;
  let run: string | undefined;
  aws.intercept(async ({ service, call: { operation, input } }, perform) => {
    const text = JSON.stringify(input);
    const isLock = service === 'dynamodb' && operation === 'UpdateItem' && text.includes('lock#dataset-group');
    const [asker] = isLock ? (/personalize-run:[^ "]+/.exec(text) ?? []) : [];
    if (asker === undefined || delayed === calls || asker !== (run ?? asker)) return perform();
    run = asker;
    delayed += 1;
    const isLast = delayed === calls;
    await clock.sleep(14_000);
    if (!isLast) throw new ServiceError('InternalServerError', 'The request could not be processed.', 500);
    return perform();
  });
  return () => delayed;
}

const keyIn = (folder: string) => `train/${folder}/config.json`;

async function trainings(account: Account): Promise<readonly string[]> {
  return (await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`);
}

describe('an upload that conflicts with what exists', () => {
  it('leaves the earlier rules and schedules in force, and is reported as a refused file', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.4, training: 1 });
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.1, training: 2 });
    await account.run(file());
    const conflicting = withConflict(file(null));
    conflicting.datasetGroup.workflowConfig = {};

    // Act
    await account.run(conflicting);
    const mail = account.lastNotification();
    await account.waitForHour(2);
    await account.settle();

    // Assess
    expect(mail).toMatch(/^FAILED small: parameter file refused\n/);
    expect(mail).toContain('Nothing was changed');
    expect(mail).toContain("schema 'small-interactions-schema'");
    expect(mail).not.toContain('retry');
    const [, refused] = await account.runs();
    expect(refused).toMatchObject({ trigger: 'upload', status: 'FAILED', error: CONFLICT });
    expect(await account.scheduleNames()).toEqual([
      'personalize-dataset-import-small',
      'solution-maintenance-full-small-solution',
    ]);
    expect(account.lastNotification()).toMatch(/^HELD small/);
    expect(await trainings(account)).toContain('personalize-dataset-import-small UNCHANGED');
  });

  it('creates neither the dataset group nor tasks if it is the first upload of the group', async () => {
    // Prepare
    const account = await openQuick();
    const other = sample('other');
    await account.run(other);
    const first = file();
    const schema = first.datasets.interactions?.schema.serviceConfig;
    const taken = withConflict(sample('other')).datasets.interactions?.schema.serviceConfig;
    if (schema !== undefined) Object.assign(schema, taken);

    // Act
    await account.run(first);

    // Assess
    expect((await account.lastRun()).error).toEqual(CONFLICT);
    expect(account.named('datasetGroup')).toEqual(['other']);
    expect(await account.scheduleNames()).toEqual([]);
    expect((await account.tasks()).length).toBe(0);
  });

  it('does not supersede a waiting upload; what an upload in progress creates counts as existing', async () => {
    // Prepare
    const account = await openQuick();
    await account.upload(file());
    await account.passSeconds(1);
    const waiting = file();
    waiting.filters.push(filter('of-the-waiting'));
    await account.put(parameterFileOf(waiting));
    await account.passSeconds(1);

    // Act: this file has another recipe for the solution, which the upload in progress has not created yet
    const conflicting = file();
    const [solution] = conflicting.solutions;
    if (solution) solution.serviceConfig.recipeArn = 'arn:aws:personalize:::recipe/aws-user-personalization-v2';
    await account.put(parameterFileOf(conflicting));
    await account.passSeconds(2);
    const early = (await account.runs()).map(({ status, error }) => [status, error]);
    await account.settle();

    // Assess
    expect(early).toEqual([
      ['RUNNING', undefined],
      ['RUNNING', undefined],
      ['FAILED', expect.stringMatching(/^Nothing was changed: .* conflict with what an upload in progress creates/)],
    ]);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'FAILED']);
    expect(account.named('filter')).toEqual(['of-the-waiting']);
  });

  it('names in its mail the waiting upload that it had superseded before the conflict arose', async () => {
    // Prepare
    const account = await openQuick();
    await account.upload(file());
    await account.passSeconds(1);
    const superseded = file();
    superseded.filters.push(filter('of-the-superseded'));
    await account.put(parameterFileOf(superseded));
    await account.passSeconds(1);
    await account.put(parameterFileOf(withItems(file())));
    await account.passSeconds(2);

    // Act
    await takeSchema(account, 'small-items-schema');
    await account.settle();

    // Assess
    const failed = (await account.runs()).filter(({ status }) => status === 'FAILED');
    expect(failed.map(({ error }) => error)).toEqual([CONFLICT]);
    const mail = account.local.sns.messages().find(({ subject = '' }) => subject.startsWith('FAILED'));
    expect(mail?.message.email).toMatch(/This upload superseded version \S+, whose run changed nothing\./);
    expect(account.named('filter')).toEqual([]);
  });
});

describe('an upload that supersedes a waiting upload which had superseded an earlier one', () => {
  it('names both superseded uploads in its mail if it fails', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 3 * 3600);
    await account.upload(file());
    await account.passSeconds(1);
    for (const name of ['first', 'second']) {
      const superseded = file();
      superseded.filters.push(filter(`of-the-${name}`));
      await account.put(parameterFileOf(superseded));
      await account.passSeconds(1800);
    }
    await account.put(parameterFileOf(withItems(file())));
    await account.passSeconds(2);

    // Act
    await takeSchema(account, 'small-items-schema');
    await account.settle();

    // Assess
    const mail = account.local.sns.messages().find(({ subject = '' }) => subject.startsWith('FAILED'));
    expect(mail?.message.email).toMatch(/(?:\nThis upload superseded version \S+, whose run changed nothing\.){2}/);
  });
});

/** Creates a schema with this name, as a person could. A file with another schema of this name conflicts with it. */
async function takeSchema(account: Account, name: string): Promise<void> {
  const fields = [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'COLOUR', type: 'string', categorical: true },
  ];
  const schema = {
    type: 'record',
    name: 'Items',
    namespace: 'com.amazonaws.personalize.schema',
    fields,
    version: '1.0',
  };
  await account.call('personalize', 'CreateSchema', { name, schema: JSON.stringify(schema) });
}

describe('an upload that is stopped while it waits for an earlier one', () => {
  it('is reported as not put in force, without the advice to `retry`, which would run the earlier file', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 3600);
    await account.upload(file());
    await account.passSeconds(600);
    await account.put(parameterFileOf(file(null)));
    await account.passSeconds(60);
    const [waiting] = (await account.executions('run', 'RUNNING')).slice(0, 1);

    // Act
    await account.call('states', 'StopExecution', { executionArn: waiting?.executionArn });
    await account.passSeconds(60);

    // Assess
    const mail = account.lastNotification();
    expect(mail).toContain('The parameter file was not put in force: nothing in it applies.');
    expect(mail).toContain('apply the parameter file again.');
    expect(mail).not.toContain('personalize-mlops retry');
    await account.settle();
  });
});

describe('tasks that a waiting upload removes', () => {
  it('do not start while the upload waits, and start again if the upload is refused', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 4 * 3600);
    const first = file();
    first.datasetGroup.workflowConfig = { schedules: { import: 'rate(30 minutes)' } };
    await account.upload(first);
    await account.passSeconds(3600);
    const imports = async () =>
      (await trainings(account)).filter((run) => run.startsWith('personalize-dataset-import'));
    const before = await imports();

    // Act
    const without = withItems(file());
    without.datasetGroup.workflowConfig = {};
    await account.put(parameterFileOf(without));
    await account.passSeconds(2 * 3600);
    const during = await imports();
    await takeSchema(account, 'small-items-schema');
    await account.passSeconds(4 * 3600);

    // Assess
    expect(before.length).toBeGreaterThan(0);
    expect(during).toEqual(before);
    expect((await account.runs()).map(({ error }) => error)).toContainEqual(CONFLICT);
    expect((await imports()).length).toBeGreaterThan(before.length);
  });
});

describe('a parameter file', () => {
  it('under another key is refused if the file in force is still in the bucket, and the mail names the key of the file in force', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file());

    // Act
    await account.put(under('elsewhere', file(null)));
    await account.settle();

    // Assess
    const run = await account.lastRun();
    expect(run.status).toBe('FAILED');
    expect(account.lastNotification()).toContain(
      's3://personalize-data-123456789012-us-east-1/train/small/config.json',
    );
    expect(account.lastNotification()).toContain('Nothing was changed');
  });

  it('does not delay uploads of the file that has replaced it while its own upload waited for the lock', async () => {
    // Prepare: an upload waits for the lock. Meanwhile another file replaces its file, and the run of that file ends
    const account = await openQuick();
    await account.put(under('elsewhere', file(null)));
    await account.settle();
    const delays = delayLock(account, 3);
    await account.put(under('elsewhere', file()));
    while (delays() === 0) await account.passSeconds(1);
    const other = withoutWork();
    await account.put(
      { [keyIn('small')]: JSON.stringify(other) },
      { replaces: encodeURIComponent(keyIn('elsewhere')) },
    );
    await account.passSeconds(60);
    other.filters.push(filter('newer'));

    // Act
    await account.put({ [keyIn('small')]: JSON.stringify(other) });
    await account.settle();

    // Assess
    const [, refused, , newer] = await account.runs();
    expect(delays()).toBe(3);
    expect((await account.runs()).map(({ status }) => status)).toEqual([
      'SUCCEEDED',
      'FAILED',
      'SUCCEEDED',
      'SUCCEEDED',
    ]);
    expect(Date.parse(newer?.finishedAt ?? '')).toBeLessThan(Date.parse(refused?.finishedAt ?? ''));
  });

  it('under another key replaces the file in force if the latter is deleted within ten minutes, as when Terraform renames an object', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file());
    const renamed = file();
    renamed.filters.push(filter('renamed'));

    // Act
    await account.put(under('elsewhere', renamed));
    await account.passSeconds(120);
    await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key: keyIn('small') });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('filter')).toEqual(['renamed']);
    expect(account.lastNotification()).toContain('no longer uses train/small/config.json');
  });

  it('under another key replaces a file in force that is still in the bucket if the upload names the key of the latter', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file());
    const renamed = file();
    renamed.filters.push(filter('renamed'));
    const files = under('elsewhere', renamed);

    // Act
    await account.put(files, { replaces: encodeURIComponent(keyIn('small')) });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('filter')).toEqual(['renamed']);
  });

  it('under another key does not supersede its own earlier version that still waits to replace the file in force: both take effect', async () => {
    // Prepare: while the first upload works, the second one waits for the lock
    const account = await openQuick();
    await account.put(under('small', file()));
    await account.passSeconds(300);
    const [second, third] = [file(), file()];
    second.filters.push(filter('second'));
    third.filters.push(filter('third'));
    await account.put(under('elsewhere', second), { replaces: encodeURIComponent(keyIn('small')) });
    await account.passSeconds(60);

    // Act
    await account.put(under('elsewhere', third));
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect([...account.named('filter')].sort()).toEqual(['second', 'third']);
  });

  it('that now names another dataset group leaves its earlier version in force for the earlier group, and the mail says so', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file());
    const other = sample('other');
    const [text = ''] = Object.values(parameterFileOf(other));

    // Act
    await account.put({ [keyIn('small')]: text });
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain("Dataset group 'small' still follows the earlier version of");
    expect(await account.scheduleNames()).toContain('personalize-dataset-import-small');
    await account.waitForHour(1);
    await account.settle();
    expect(await trainings(account)).toContain('personalize-dataset-import-small UNCHANGED');
  });
});

describe('a retry whose file another upload has replaced before the retry began', () => {
  it('ends at once, and its record says that the other upload does the work', async () => {
    // Prepare: the other upload trains for two hours
    const account = await openQuick();
    await account.run(sample());
    const [first] = await account.filesInForce();
    account.local.personalize.setDuration('solutionVersion', 7200);
    const newer = sample();
    newer.solutions.push(solution('another'));
    await account.put(parameterFileOf(newer));
    await account.passSeconds(1800);

    // Act
    const file = { bucket: account.local.names.dataBucket, key: first?.key?.S, versionId: first?.versionId?.S };
    const input = { datasetGroup: 'small', workflow: UPLOAD_WORKFLOW, trigger: 'retry', file };
    const stateMachineArn = account.machineArn('run');
    await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
    await account.passSeconds(300);

    // Assess
    expect(await trainings(account)).toEqual(['upload SUCCEEDED', 'upload RUNNING', 'retry UNCHANGED']);
    expect((await account.runRecords()).map(({ note }) => note?.S)).toContain(
      'Another upload of the dataset group has superseded this upload. The run of the other upload does the work.',
    );
  });
});

describe('the mail of an upload', () => {
  it('says which promotion rules, checks, schedules and capacity settings changed', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    await account.run(file());
    const changed = file(null);
    changed.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 5 * * ? *)' } };
    Object.assign(changed, { capacity: { lookBack: '7 days' } });
    if (changed.datasets.interactions) changed.datasets.interactions.workflowConfig = { checks: { minimumRows: 1000 } };

    // Act
    await account.run(changed);

    // Assess
    const lines = [
      `- promotion of '${SOLUTION}' removed: every new version will serve`,
      '- checks of the Interactions dataset added: minimumRows 1000',
      '- capacity: lookBack changed: 14 d -> 7 d',
      '- capacity: idleAfter changed: 14 d -> 7 d',
      "- schedule 'personalize-dataset-import-small' changed: cron(0 1 * * ? *) -> cron(0 5 * * ? *)",
    ];
    expect(account.lastNotification()).toContain(['Changed settings:', ...lines].join('\n'));
  });
});
