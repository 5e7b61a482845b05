import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SNSClient } from '@aws-sdk/client-sns';
import { SnsService } from '../../emulator/services/sns/service';
import { type Notification, notify } from '../../functions/shared/notifications';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { inProcess, testAws } from '../support/in-process';

const TEXT = readFileSync(join(PROJECT_ROOT, 'docs/subscriptions.tf'), 'utf8');

/**
 * Parses an object in Terraform's language. Its values may be strings, lists and objects. Line breaks or commas separate the members.
 */
function parsed(text: string): Readonly<Record<string, unknown>> {
  const commas = text.replaceAll(/(["\]}])[ \t]*\n(?=\s*")/g, '$1,');
  return JSON.parse(commas.replaceAll(/(\w+|"[^"]*")\s+= /g, (_, name: string) => `"${name.replaceAll('"', '')}": `));
}

const TEAMS = parsed(/teams = (\{[^}]*\})/.exec(TEXT)?.[1] ?? '{}');

/** The filter policy of each e-mail address. */
const POLICIES = [...TEXT.matchAll(/endpoint\s+= (\S+)\n\s+filter_policy = jsonencode\((.*)\)/g)].flatMap(
  ([, endpoint = '', policy = '']) =>
    endpoint === 'each.key'
      ? Object.entries(TEAMS).map(([address, groups]) => [address, { datasetGroup: groups }] as const)
      : [[JSON.parse(endpoint) as string, parsed(policy)] as const],
);

describe('the subscriptions of docs/subscriptions.tf', () => {
  it('deliver to each address only the messages that its filter policy selects', async () => {
    // Prepare
    const aws = testAws();
    const sns = new SnsService(aws);
    aws.register(sns);
    const { TopicArn } = (await aws.call('sns', 'CreateTopic', { Name: 'topic' })) as { readonly TopicArn: string };
    for (const [Endpoint, policy] of POLICIES) {
      const Attributes = { FilterPolicy: JSON.stringify(policy) };
      await aws.call('sns', 'Subscribe', { TopicArn, Protocol: 'email', Endpoint, Attributes });
    }
    const send = (datasetGroup: string, result: Notification['result']) =>
      notify(new SNSClient(inProcess(aws)), TopicArn, {
        ...{ datasetGroup, result, headline: 'x', summary: 'x', description: 'x', resources: [] },
      });

    // Act
    for (const group of ['movies', 'movies-kids', 'shop', 'music']) await send(group, 'DIGEST');
    for (const result of ['COMPLETE', 'FAILED', 'HELD', 'CANDIDATE', 'OVERDUE'] as const) await send('shop', result);
    await aws.call('sns', 'Publish', { TopicArn, Message: 'an alarm, which has no attributes' });

    // Assess
    const accepted = (address: string) => sns.acceptedBy(address).map(({ subject = '' }) => subject.replace(': x', ''));
    expect(Object.fromEntries(POLICIES.map(([address]) => [address, accepted(address)]))).toEqual({
      'movies@example.com': ['DIGEST movies', 'DIGEST movies-kids'],
      'shop@example.com': [
        ...['DIGEST shop', 'COMPLETE shop', 'FAILED shop', 'HELD shop', 'CANDIDATE shop', 'OVERDUE shop'],
      ],
      'groups@example.com': ['DIGEST movies', 'DIGEST movies-kids'],
      'decisions@example.com': ['HELD shop', 'CANDIDATE shop'],
      'on-call@example.com': ['FAILED shop', 'OVERDUE shop'],
      'digests@example.com': ['DIGEST movies', 'DIGEST movies-kids', 'DIGEST shop', 'DIGEST music'],
    });
  });

  it('refer to the topic by topic_arn, which is a documented output of the module', () => {
    // Act
    const topics = new Set([...TEXT.matchAll(/topic_arn\s+= (.*)/g)].map(([, topic]) => topic));

    // Assess
    expect([...topics]).toEqual(['module.personalize.topic_arn']);
    expect(readFileSync(join(PROJECT_ROOT, 'docs/variables.md'), 'utf8')).toContain('| `topic_arn` |');
  });
});
