import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, type Sample, sample, withChecks } from '../support/sample';

const { openQuick } = accounts();

/** The sample, imported every night and trained on the given days, in UTC. */
function scheduled(days: string): Sample {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
  const [solution] = file.solutions;
  if (solution !== undefined) solution.workflowConfig = { schedules: { full: `cron(0 12 ? * ${days} *)` } };
  return file;
}

const subjects = ({ local }: Account) => local.sns.messages().map(({ subject = '' }) => subject);

const DAY = 24 * 3600;

describe('a digest', () => {
  it('says on Mondays what was done, what serves, what was used and what comes next, in 80 columns', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(scheduled('WED,SAT'));
    await account.passSeconds(7 * DAY + 6 * 3600);

    // Assess
    expect(subjects(account)).toEqual([
      'COMPLETE small: 7 created',
      'DIGEST small: 10 runs, 3 trainings since 2026-01-05',
    ]);
    const { message, attributes } = account.local.sns.messages()[1] ?? { message: {} as Record<string, string> };
    const lines = String(message.email).trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toEqual([
      "Digest of dataset group 'small': 10 runs, 3 trainings since 2026-01-05",
      '',
      'Dataset group: small',
      'From 2026-01-05 00:00 UTC until 2026-01-12 00:00 UTC',
      'Runs that ended: 3 succeeded, 7 changed nothing',
      '',
      'Trained:',
      "- solution version of solution 'small-solution': created 3 times",
      '',
      'Serves:',
      expect.stringMatching(/^- solution 'small-solution': version [0-9a-f]{8}, trained 2026-01-10 12:00 UTC$/),
      '  normalized_discounted_cumulative_gain_at_25: 0.8112, as before',
      '  coverage: 0.7, as before',
      '',
      'Used:',
      expect.stringMatching(/^In all: [\d.]+ training hours, [\d.]+ GB imported, 168 TPS-hours\.$/),
      expect.stringMatching(/^- imports of INTERACTIONS: 1 import, /),
      expect.stringMatching(/^- FULL trainings of solution 'small-solution': 3 trainings, [\d.]+ training hours$/),
      "- campaign 'small-campaign': 168 TPS-hours, no request",
      expect.stringMatching(/^Updated in this period: campaign 'small-campaign' \(2026-01-10 12:\d\d UTC\)\.$/),
      "    TPS-hours are counted at today's minimum, because Amazon Personalize does",
      '    not report the minimum before an update: if it was changed, compare with',
      '    your AWS bill.',
      '',
      'Next:',
      '- 2026-01-13 02:00 UTC: personalize-dataset-import-small',
      '- 2026-01-14 12:00 UTC: solution-maintenance-full-small-solution',
      '',
      'Also done:',
      "- campaign 'small-campaign': created",
      "- dataset 'small-interactions': created",
      "- dataset group 'small': created",
      "- dataset import job of the interactions dataset 'small-interactions': created",
      "- schema 'small-interactions-schema': created",
      "- solution 'small-solution': created",
      "- campaign 'small-campaign': updated 2 times",
      '',
      'All runs: personalize-mlops runs list small',
    ]);
    expect(attributes).toEqual({ status: 'DIGEST', datasetGroup: 'small' });
    expect(JSON.parse(String(message.sqs))).toMatchObject({
      datasetGroup: 'small',
      status: 'UPDATE DIGEST',
      period: { from: expect.stringMatching(/^2026-01-05T/), until: '2026-01-12T00:00:00.000Z' },
      runs: (await account.runs())
        .filter(({ finishedAt = '' }) => finishedAt < '2026-01-12')
        .map(() => expect.any(String)),
    });
  });

  it('names a deleted campaign beside the version that the campaign should serve', async () => {
    // Prepare
    const account = await openQuick({ digest: 'daily' });
    await account.run(sample());
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    await account.call('personalize', 'DeleteCampaign', { campaignArn });

    // Act
    await account.passSeconds(DAY + 6 * 3600);

    // Assess
    const [digest] = account.local.sns.messages().filter(({ attributes }) => attributes?.status === 'DIGEST');
    expect(String(digest?.message.email)).toMatch(
      /\nServes:\n- solution 'small-solution': version [0-9a-f]{8}, trained [^\n]*\n {2}campaign 'small-campaign' does not exist\n/,
    );
  });

  it('names data that were refused again, even after a day on which no run has changed anything', async () => {
    // Prepare
    const account = await openQuick({ digest: 'daily' });
    const file = withChecks(scheduled('1'), { minimumRows: 1500 });
    await account.put({ [interactionsKey('small')]: interactions(2000) });
    await account.runFile(file);
    await account.put({ [interactionsKey('small')]: interactions(1200) });

    // Act
    await account.passSeconds(3 * DAY);

    // Assess
    const digests = account.local.sns.messages().filter(({ attributes }) => attributes?.status === 'DIGEST');
    const texts = digests.map(({ message }) => String(message.email).replace(/\s+/g, ' '));
    expect(texts.map((text) => text.includes('refused again'))).toEqual([false, true]);
    expect(texts.at(-1)).toContain(
      "Scheduled imports that imported nothing, because data were refused again: - dataset import job of the interactions dataset 'small-interactions': 1 time",
    );
    const { note } = (await account.runRecords()).at(-1) ?? {};
    expect(note?.S).toContain(
      "dataset import job of the interactions dataset 'small-interactions': nothing was imported, because these data were refused before",
    );
  });

  it.each([
    [
      'daily',
      'sent every day',
      ['DIGEST small: 2 runs, 1 training since 2026-01-05', 'DIGEST small: 2 runs, 1 failed since 2026-01-06'],
    ],
    ['off', 'never sent', []],
  ])('with digest = %s is %s; the mail of a failure is sent anyway', async (digest, _, expected) => {
    // Prepare
    const account = await openQuick({ digest, notify_on: 'failures' });
    await account.run(scheduled('TUE'));
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'No capacity.' });

    // Act
    await account.passSeconds(2 * DAY + 6 * 3600);

    // Assess
    const [failures, others] = [true, false].map((isFailure) =>
      subjects(account).filter((subject) => subject.startsWith('FAILED') === isFailure),
    );
    expect(failures).toEqual([expect.stringMatching(/^FAILED small: solution version of solution 'small-solution'/)]);
    expect(others).toEqual(expected);
  });

  it('also has the runs of the previous day if the digest of that day could not be sent', async () => {
    // Prepare
    const account = await openQuick({ digest: 'daily', notify_on: 'failures' });
    const { aws, clock } = account.local;
    const noon = clock.now() + 1.5 * DAY * 1000;
    let refused = 0;
    aws.intercept(async ({ call: { operation, input } }, perform) => {
      if (operation !== 'Publish' || !String(input.Subject).startsWith('DIGEST') || clock.now() > noon)
        return perform();
      refused += 1;
      throw new ServiceError('AuthorizationError', 'The topic does not admit this caller.', 403);
    });
    await account.run(scheduled('TUE'));

    // Act
    await account.passSeconds(2 * DAY + 6 * 3600);

    // Assess
    expect(refused).toBeGreaterThan(0);
    const digests = account.local.sns.messages().filter(({ attributes }) => attributes?.status === 'DIGEST');
    expect(digests.map(({ subject }) => subject)).toEqual(['DIGEST small: 4 runs, 2 trainings since 2026-01-05']);
  });
});
