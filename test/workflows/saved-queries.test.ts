import { accounts } from '../support/accounts';
import { sample } from '../support/sample';
import { readSynthesis } from '../support/synthesis';

const { openQuick, stackFile } = accounts();

const queries = Object.values(readSynthesis(stackFile).configuration.resource.aws_cloudwatch_query_definition ?? {});

/** Filters of the saved queries that name a function and a message. */
const filters = queries.flatMap(({ query_string: text }) =>
  [...String(text).matchAll(/service = "([^"]+)" and message = "([^"]+)"/g)].map(([, service = '', message = '']) => ({
    service,
    message,
  })),
);

it('each message that a saved query names is logged after a successful or a refused upload', async () => {
  // Prepare
  const account = await openQuick();

  // Act
  await account.run(sample());
  await account.put({ 'train/refused/config.json': '{}' });
  await account.settle();

  // Assess
  expect(filters.map(({ service }) => service)).toEqual(['upload', 'end-run']);
  for (const { service, message } of filters) {
    const { events } = await account.call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', {
      logGroupName: `/aws/lambda/personalize-${service}`,
    });
    const entries = events.map((event) => JSON.parse(event.message));
    expect(entries).toContainEqual(expect.objectContaining({ service, message }));
  }
});
