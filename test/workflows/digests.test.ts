import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

interface Schedules {
  readonly import?: string;
  readonly full?: string;
}

/** The sample with schedules in UTC. */
function scheduled({ import: imports, ...training }: Schedules, group = 'small'): Sample {
  const file = sample(group);
  if (imports !== undefined) file.datasetGroup.workflowConfig = { schedules: { import: imports } };
  const [solution] = file.solutions ?? [];
  if (solution !== undefined) solution.workflowConfig = { schedules: training };
  return file;
}

const digestsOf = ({ local }: Account) =>
  local.sns.messages().filter(({ attributes }) => attributes?.status === 'DIGEST');

describe('a digest', () => {
  it('says once a week what was done, what serves, what was used and what comes next', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(scheduled({ import: 'cron(0 2 * * ? *)', full: 'cron(0 3 ? * WED,SAT *)' }));
    await account.passSeconds(8 * 24 * 3600);

    // Assess
    const [first] = digestsOf(account);
    const { events: lines } = await account.call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', {
      logGroupName: '/aws/lambda/personalize-reconcile-deployment',
      filterPattern: '"ERROR"',
    });
    console.log(
      lines
        .map(({ message }) => message.slice(0, 1500))
        .slice(-3)
        .join('\n'),
    );
    console.log(
      account.local.sns.messages().map(({ subject }) => subject),
      `${first?.subject}\n${first?.message.email}\n${first?.message.sqs}`,
    );
  });
});
