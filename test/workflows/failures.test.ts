import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  completeSample,
  dataOf,
  type Files,
  filter,
  interactions,
  interactionsKey,
  parameterFileKey,
  parameterFileOf,
  type Sample,
  sample,
} from '../support/sample';

const { openQuick } = accounts();

const SIMS = 'arn:aws:personalize:::recipe/aws-sims';

interface Cause {
  readonly what: string;
  /** Causes the failure, before the upload. */
  readonly spoil: (account: Account, file: Sample) => void | Promise<void>;
  /** Data to upload. Default: the sample's. */
  readonly data?: Files;
  /** What the notification must contain: the resource, and the reason. */
  readonly notified: readonly (string | RegExp)[];
  /** Removes the cause before the file is uploaded again. */
  readonly fix: (account: Account, file: Sample) => void | Promise<void>;
}

const SECTION = 'small';
const goodData = { [interactionsKey(SECTION)]: interactions() };
const uploadGoodData = (account: Account) => account.put(goodData);
const nothing = () => undefined;

const CAUSES: readonly Cause[] = [
  {
    what: 'a missing csv',
    spoil: nothing,
    data: {},
    notified: ["import job of the interactions dataset 'small-interactions'", 'no csv file found', 'interactions.csv'],
    fix: uploadGoodData,
  },
  {
    what: 'a wrong csv header',
    spoil: nothing,
    data: { [interactionsKey(SECTION)]: interactions().replace('ITEM_ID', 'ITEM') },
    notified: ["import job of the interactions dataset 'small-interactions'", 'ITEM_ID'],
    fix: uploadGoodData,
  },
  {
    what: 'a csv of 10 rows',
    spoil: nothing,
    data: { [interactionsKey(SECTION)]: interactions(10) },
    notified: ["import job of the interactions dataset 'small-interactions'", '10 interactions'],
    fix: uploadGoodData,
  },
  {
    what: 'a csv with a single user',
    spoil: nothing,
    data: { [interactionsKey(SECTION)]: interactions().replaceAll(/user-\d+/g, 'user-1') },
    notified: ["solution version of solution 'small-solution'", 'fewer than 25 users'],
    fix: uploadGoodData,
  },
  {
    what: 'a solution version that fails in Personalize',
    spoil: ({ local }) =>
      local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal service error.' }),
    notified: ["solution version of solution 'small-solution'", 'Internal service error.'],
    fix: nothing,
  },
  {
    what: 'a campaign that fails in Personalize',
    spoil: ({ local }) => local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' }),
    notified: ["campaign 'small-campaign'", 'No capacity.'],
    fix: nothing,
  },
  {
    what: 'a filter that fails in Personalize',
    spoil: ({ local }, file) => {
      file.filters.push(filter('small-filter'));
      local.personalize.failNext({
        resource: 'filter/small-filter',
        reason: 'The expression is too costly.',
      });
    },
    notified: ["filter 'small-filter'", 'The expression is too costly.'],
    fix: nothing,
  },
  {
    what: 'an AutoML solution without a recipe',
    spoil: (_account, { solutions: [first] }) => {
      if (first) first.serviceConfig = { name: 'small-solution', recipeArn: '', performAutoML: true };
    },
    notified: ['refused', 'recipeArn'],
    fix: (_account, file) => {
      file.solutions = sample().solutions;
    },
  },
];

describe('a failure', () => {
  it.each(CAUSES)(
    'is reported; once its cause is fixed, another upload succeeds: $what',
    async ({ spoil, data, notified, fix }) => {
      // Prepare
      const account = await openQuick();
      const file = sample();
      await spoil(account, file);
      await account.put(data ?? dataOf(file));

      // Act
      await account.runFile(file);

      // Assess
      expect((await account.lastRun()).status).toMatch(/FAILED|REFUSED/);
      expect(account.lastNotification()).toMatch(/^FAILED small: /);
      for (const part of notified) expect(account.lastNotification()).toContain(part);
      expect(await account.locks()).toEqual([]);

      // Act
      await fix(account, file);
      await account.passSeconds(60);
      await account.runFile(file);

      // Assess
      expect((await account.lastRun()).status).toBe('SUCCEEDED');
      expect(account.lastNotification()).toMatch(/^COMPLETE small: /);
      expect(active(account)).toEqual(desired(file));
    },
  );

  it('is reported with the old value, the new value and a workaround if Personalize does not support the change', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    file.filters.push(filter('small-filter'));
    await account.run(file);
    const [changed] = file.filters;
    if (changed) changed.serviceConfig.filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")';

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    for (const part of [
      "filter 'small-filter': the parameter file changes filterExpression: \"INCLUDE ItemID",
      ' -> "EXCLUDE ItemID',
      'another name',
    ]) {
      expect(account.lastNotification()).toContain(part);
    }

    // Act
    if (changed) changed.serviceConfig.name = 'not-clicked';
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('filter')).toEqual(['small-filter', 'not-clicked']);
  });

  it('of a batch job without input does not stop the rest of the run', async () => {
    // Prepare
    const account = await openQuick();
    const file = completeSample();
    await account.put(goodData);

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    for (const part of ["job of solution 'small-solution'", "job of solution 'small-segments'", 'job_config.json']) {
      expect(account.lastNotification()).toContain(part);
    }
    expect(account.counts()).toMatchObject({ campaign: 1, solutionVersion: 2, filter: 1 });

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.counts()).toMatchObject({ solutionVersion: 2, batchInferenceJob: 1, batchSegmentJob: 1 });
  });

  it('is recorded and reported in words, and not as the JSON of the failed execution', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });

    // Act
    await account.run(sample());

    // Assess
    expect(await account.lastRun()).toMatchObject({ error: "campaign 'small-campaign': No capacity." });
    expect(account.lastNotification()).toContain("campaign 'small-campaign': No capacity.");
    expect(account.lastNotification()).not.toContain('ExecutionArn');
  });

  it('is recorded and reported in words, and not as the JSON error of the function that broke', async () => {
    // Prepare
    const account = await openQuick();
    const denied = 'A policy of the organization denies it.';
    account.local.aws.intercept(async ({ service, call: { operation }, caller }, perform) => {
      const isEnsure = caller.kind === 'role' && /ensure-resources/.test(caller.roleName ?? '');
      if (service === 'dynamodb' && operation === 'Query' && isEnsure)
        throw new ServiceError('AccessDeniedException', denied, 400);
      return perform();
    });

    // Act
    await account.run(sample());

    // Assess
    expect((await account.lastRun()).error).toMatch(new RegExp(`${denied} \\[personalize-ensure-resources\\]$`));
    expect(account.lastNotification()).toContain(denied);
    expect(account.lastNotification()).not.toMatch(/errorType|trace/);
  });

  it('is reported together with the other failures of the run', async () => {
    // Prepare
    const account = await openQuick();
    const file = completeSample();
    account.local.personalize.failNext({ resource: 'event-tracker*', reason: 'Bad tracker.' });
    account.local.personalize.failNext({ resource: 'dataset-import-job*', reason: 'Bad data.' });

    // Act
    await account.run(file);

    // Assess
    expect(account.lastNotification()).toContain("event tracker 'small-tracker': CREATE FAILED");
    expect(account.lastNotification()).toContain('Bad data.');
    expect(account.count('filter')).toBe(0);
  });

  it('is reported with both recipes if another dataset group already has a solution of this name', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample('other'));
    const file = sample();
    for (const { serviceConfig } of file.solutions) {
      serviceConfig.name = 'other-solution';
      serviceConfig.recipeArn = SIMS;
    }

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    for (const part of ["solution 'other-solution'", 'recipeArn', 'aws-user-personalization', 'aws-sims', 'name']) {
      expect(account.lastNotification()).toContain(part);
    }

    // Act
    for (const { serviceConfig } of file.solutions) serviceConfig.name = 'small-solution';
    await account.passSeconds(60);
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.counts()).toMatchObject({
      solution: 2,
      solutionVersion: 2,
      campaign: 2,
      datasetImportJob: 2,
    });
  });
});

describe('a parameter file that is refused', () => {
  it('is reported once with all its errors, and changes nothing', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const invalid = JSON.stringify({ ...file, filter: [], solutions: [{ serviceConfig: { name: 'a b' } }] });

    // Act
    await account.put({ ...dataOf(file), [parameterFileKey('small')]: invalid });
    await account.settle();

    // Assess
    const [refusal, ...others] = await account.runs();
    expect(refusal).toMatchObject({ datasetGroup: 'small', status: 'REFUSED' });
    expect(others).toEqual([]);
    expect(account.local.sns.messages()).toHaveLength(1);
    for (const part of ['line 1', '/filter', 'filters', 'a b', 'recipeArn']) {
      expect(account.lastNotification()).toContain(part);
    }
    expect(account.resources()).toEqual([]);

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('is reported with its size if it has one byte more than 1 MiB; a file of exactly 1 MiB is accepted', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const [[key = '', text = ''] = []] = Object.entries(parameterFileOf(file));

    // Act
    await account.put({ ...dataOf(file), [key]: text + ' '.repeat(1_048_577 - text.length) });
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['REFUSED']);
    expect(account.lastNotification()).toContain('it has 1048577 bytes; it must have at most 1048576');
    expect(account.resources()).toEqual([]);

    // Act
    await account.put({ [key]: text + ' '.repeat(1_048_576 - text.length) });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });
});

describe('performAutoML', () => {
  it('is logged as an error and ignored if the solution has a recipe', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const { serviceConfig } of file.solutions) serviceConfig.performAutoML = true;

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    const { events } = await account.call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', {
      logGroupName: '/aws/lambda/personalize-upload',
    });
    const errors = events.map(({ message }) => JSON.parse(message)).filter(({ level }) => level === 'ERROR');
    expect(errors).toMatchObject([{ message: expect.stringContaining('performAutoML') }]);
  });
});

/** Number of ACTIVE resources by type. */
function active(account: Account): Readonly<Record<string, number>> {
  const found = account.resources().filter((resource) => resource.endsWith(' ACTIVE'));
  return Object.fromEntries(
    ['datasetGroup', 'dataset', 'filter', 'solution', 'solutionVersion', 'campaign'].map((type) => [
      type,
      found.filter((resource) => resource.startsWith(`${type} `)).length,
    ]),
  );
}

function desired({ filters }: Sample): Readonly<Record<string, number>> {
  return {
    datasetGroup: 1,
    dataset: 1,
    filter: filters.length,
    solution: 1,
    solutionVersion: 1,
    campaign: 1,
  };
}
