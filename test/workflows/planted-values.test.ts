import { Recording } from '../../local/recording';
import { renderPage } from '../../local/report/html/page';
import { collectResult } from '../../local/result';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  completeSample,
  dataOf,
  interactions,
  parameterFileOf,
  type Sample,
  sample,
  solution,
  withChecks,
} from '../support/sample';

const { openQuick } = accounts();

/** A value of personal data. Nothing that the deployment writes may contain it. */
const SECRET = 'zanzibar-7';

/** Rows with the secret in the ids of a user and of an item. */
const PLANTED = interactions(2000).replaceAll('user-7,', `${SECRET},`).replaceAll('item-49,', `item-${SECRET},`);
/** The same rows, one of which has the secret in place of its event type and time. */
const BROKEN = PLANTED.replace(/,click,\d+\n/, `,${SECRET},${SECRET}\n`);

/** Failure reason that quotes values in each way in which Personalize is known to quote them. */
const QUOTING = `The value "${SECRET}" of 'USER_ID' is wrong: '${SECRET}' or \`${SECRET}\`.`;

/** Data of the sample, with the secret in rows and in the input of batch jobs. */
function planted(csv: string) {
  const data = Object.entries(dataOf(completeSample()));
  return Object.fromEntries(
    data.map(([key, text]) => [
      key,
      key.endsWith('interactions.csv') ? csv : `${text.replaceAll(/"(?:user|item)-\d+"/g, `"${SECRET}"`)}`,
    ]),
  );
}

async function run(account: Account, csv: string, file = completeSample()): Promise<void> {
  await account.put({ ...planted(csv), ...parameterFileOf(file) });
  await account.settle();
}

/** The complete sample, whose filter has the secret in its expression. */
function withSecretFilter(): Sample {
  const file = completeSample();
  const filterExpression = `INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("${SECRET}")`;
  for (const { serviceConfig } of file.filters) Object.assign(serviceConfig, { filterExpression });
  return file;
}

/** The complete sample, whose first solution has a promotion rule with another solution as its baseline. */
function withBaseline(): Sample {
  const file = completeSample();
  const [first] = file.solutions;
  const rules = [{ metric: 'coverage', minimumRise: '20%', over: 'small-popularity' }];
  if (first !== undefined) first.workflowConfig = { promotion: { rules } };
  file.solutions.push(solution('small-popularity'));
  return file;
}

async function imported(account: Account): Promise<void> {
  await account.run(sample());
}

const CASES: readonly (readonly [string, (account: Account) => Promise<void>])[] = [
  ['rows and inputs of batch jobs that Personalize uses', (account) => run(account, PLANTED)],
  ['rows that a check accepts', (account) => run(account, PLANTED, withChecks(completeSample(), { minimumRows: 1 }))],
  ['rows that a check refuses', (account) => run(account, BROKEN, withChecks(completeSample(), { minimumRows: 1 }))],
  [
    'rows that a check only notifies of',
    (account) => run(account, BROKEN, withChecks(completeSample(), { minimumRows: 9999, onViolation: 'notify' })),
  ],
  ['rows that Personalize refuses', (account) => run(account, BROKEN)],
  ['a header', (account) => run(account, PLANTED.replace('USER_ID', SECRET))],
  [
    'the reason of a failed import',
    async (account) => {
      account.local.personalize.failNext({ resource: 'dataset-import-job/*', reason: QUOTING });
      await run(account, PLANTED);
    },
  ],
  [
    'the reason of a failed batch job',
    async (account) => {
      account.local.personalize.failNext({ resource: 'batch-inference-job/*', reason: QUOTING });
      await run(account, PLANTED);
    },
  ],
  [
    'users to delete',
    async (account) => {
      await imported(account);
      await account.put({ 'delete/small/users.csv': `USER_ID\n${SECRET}\nuser-7\n` });
      await account.settle();
    },
  ],
  [
    'users whose deletion fails',
    async (account) => {
      account.local.personalize.failNext({
        resource: 'data-deletion-job/*',
        reason: `${QUOTING} ${SECRET} is in use.`,
      });
      await imported(account);
      await account.put({ 'delete/small/users.csv': `USER_ID\n${SECRET}\n` });
      await account.settle();
    },
  ],
  [
    'a csv of users that is refused',
    async (account) => {
      await imported(account);
      await account.put({
        'delete/small/one.csv': `${SECRET}\n${SECRET}\n`,
        'delete/small/two.csv': `USER_ID,${SECRET}\n${SECRET}\n`,
        'delete/small/three.csv': `USER_ID\n"${SECRET}\n`,
      });
      await account.settle();
    },
  ],
  ['a literal of a filter', async (account) => account.run(withSecretFilter())],
  [
    'a literal of a filter that an operator deletes',
    async (account) => {
      await account.run(withSecretFilter());
      const filterArn = account.local.aws.arn('personalize', 'filter/small-filter');
      await account.call('personalize', 'DeleteFilter', { filterArn });
      await account.passHours(30);
    },
  ],
  ['rows of a version that is held by a rule with a baseline', (account) => run(account, PLANTED, withBaseline())],
  [
    'rows of a training that the budget skips',
    (account) => run(account, PLANTED, { ...sample(), budget: { trainingHoursPerMonth: 0.1 } } as Sample),
  ],
];

/** All texts that the deployment has written for people or programs, by the place where they are. */
async function textsOf(account: Account, recording: Recording, from: number) {
  const { local } = account;
  const logs: unknown[] = [];
  const { logGroups } = await account.call<{ logGroups: { logGroupName: string }[] }>('logs', 'DescribeLogGroups', {});
  for (const { logGroupName } of logGroups)
    logs.push(await account.call('logs', 'FilterLogEvents', { logGroupName, limit: 10_000 }));
  const histories: unknown[] = [];
  for (const machine of ['run', 'ensure-resources'])
    for (const { executionArn } of await account.executions(machine))
      histories.push(await account.call('states', 'GetExecutionHistory', { executionArn, includeExecutionData: true }));
  const page = await recording.page('small', await collectResult(local, from));
  return {
    mails: local.sns.messages(),
    logs,
    table: await account.items(),
    bus: local.events.events(),
    parameters: await account.call('ssm', 'GetParametersByPath', { Path: '/', Recursive: true }),
    histories,
    report: renderPage(page),
  };
}

describe('a value of personal data', () => {
  test.each(CASES)('is in no mail, log, record, event, history, parameter or report if it is in %s', async (_, act) => {
    // Prepare
    const account = await openQuick({ notify_on: 'all', publish_parameters: true });
    const recording = new Recording(account.local);
    const from = account.local.clock.now();

    // Act
    await act(account);

    // Assess
    const texts = await textsOf(account, recording, from);
    expect(texts.mails.length).toBeGreaterThan(0);
    expect(texts.histories.length).toBeGreaterThan(0);
    const found = Object.entries(texts).filter(([, text]) => JSON.stringify(text).includes(SECRET));
    expect(found.map(([where, text]) => `${where}: ${around(JSON.stringify(text))}`)).toEqual([]);
  });
});

/** The text around the first secret. */
function around(text: string): string {
  const at = text.indexOf(SECRET);
  return text.slice(Math.max(0, at - 300), at + 100);
}
