import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  completeSample,
  filter,
  interactions,
  interactionsKey,
  type Sample,
  sample,
  withItems,
} from '../support/sample';

const { openQuick } = accounts();

function sampleWithFilter(name = 'chosen'): Sample {
  const file = sample();
  file.filters.push(filter(name));
  return file;
}

async function removeData(account: Account): Promise<void> {
  await account.call('s3', 'DeleteObject', {
    Bucket: account.local.names.dataBucket,
    Key: interactionsKey('small'),
  });
}

/** The failures of the last run, one per line, in the order of the notification. */
function failures(account: Account): readonly string[] {
  const text = account.lastNotification();
  return /\nMissingInput:\n(.*?)\n\nWhat to do/s.exec(text)?.[1]?.split('\n') ?? [text];
}

const NONE = 'No import was started, because not all data of the run passed their check.';
const LEFT =
  "As a result, these were not started: solution 'small-solution', solution version of solution 'small-solution', campaign 'small-campaign'.";

describe('A run whose data cannot be imported', () => {
  it('creates a filter on data that were imported earlier, and reports the missing csv', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    await removeData(account);

    // Act
    await account.runFile(sampleWithFilter());

    // Assess
    expect(account.resources()).toContain('filter chosen ACTIVE');
    expect(failures(account)).toEqual([
      expect.stringMatching(/^dataset import job of .* no csv file found/),
      NONE,
      LEFT,
    ]);
  });

  it('creates a filter on data that were imported earlier, even if a new dataset has no csv', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());

    // Act
    await account.run(withItems(sampleWithFilter()));

    // Assess
    expect(account.resources()).toContain('filter chosen ACTIVE');
    expect(failures(account)).toEqual([
      expect.stringMatching(/^dataset import job of the items dataset 'small-items': no csv file found/),
      NONE,
      LEFT,
    ]);
  });

  it('reports the missing csv first, and then the filter that was not created because its dataset has no data', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const file = withItems(sampleWithFilter());
    const filterExpression = 'EXCLUDE ItemID WHERE Items.GENRE IN ("drama")';
    file.filters.push({ serviceConfig: { name: 'second', filterExpression } });

    // Act
    await account.run(file);

    // Assess
    expect(account.named('filter')).toEqual(['chosen']);
    expect(failures(account)).toEqual([
      expect.stringMatching(/^dataset import job of the items dataset/),
      NONE,
      "filter 'second': The Items dataset of dataset group 'small' has no data: it has no import that succeeded. Upload the parameter file again once an import into the dataset has succeeded.",
      LEFT,
    ]);
  });

  it('creates no new solution and trains nothing', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    await removeData(account);

    // Act
    await account.runFile(completeSample());

    // Assess
    expect(account.counts()).toMatchObject({ solution: 1, solutionVersion: 1, eventTracker: 1, filter: 1 });
    expect(account.local.sns.messages()).toHaveLength(2);
  });

  it('fails because of a wrong header, and requests no import', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    await account.put({ [interactionsKey('small')]: 'user_id,ITEM_ID,EVENT_TYPE,TIMESTAMP\nu1,i1,click,1700000000\n' });

    // Act
    await account.runFile(file);

    // Assess
    expect(account.named('datasetImportJob')).toEqual([]);
    expect(account.lastNotification()).toContain(
      'train/small/interactions.csv: Column USER_ID of the schema is missing. Rename the column "user_id".',
    );
    expect(account.lastNotification()).toContain('Fix the csv files as the message says, then apply');
  });
});

describe('A value that makes an import fail', () => {
  it('is in no mail, event, record, log or history, although Personalize quotes it', async () => {
    // Prepare
    const account = await openQuick();
    const secret = 'Ana Smith, 4711';
    const logged: string[] = [];
    account.local.lambda.onLog((line) => logged.push(JSON.stringify(line)));
    const histories: string[] = [];
    account.local.stepFunctions.onEvent((event) => {
      if (event.kind === 'executionFinished') histories.push(JSON.stringify(event.execution.history.events));
    });
    const events: string[] = [];
    account.local.aws.onCall(({ service, call }) => {
      if (service === 'events') events.push(JSON.stringify(call.input));
    });
    await account.put({ [interactionsKey('small')]: `${interactions()}user-1,item-1,click,"${secret}"\n` });

    // Act
    await account.runFile(sample());

    // Assess
    expect(account.lastNotification()).toContain('column TIMESTAMP [value] ');
    expect(histories.length).toBeGreaterThan(0);
    const messages = account.local.sns.messages().map((message) => JSON.stringify(message));
    const items = (await account.items()).map((item) => JSON.stringify(item));
    const all = [...messages, ...items, ...logged, ...histories, ...events];
    expect(all.filter((text) => text.includes('4711') || text.includes('Ana'))).toEqual([]);
  });
});
