import type { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { messageOf, notify } from '../../../functions/shared/notifications';

const NOTIFICATION = {
  datasetGroup: 'movies',
  workflow: 'personalize-workflow',
  headline: '1 created',
  result: 'COMPLETE',
  summary: 'It succeeded.',
  description: 'All is there.',
  runId: 'movies-1',
  execution: 'arn:execution',
  resources: [{ type: 'campaign', resource: "campaign 'top'", result: 'CREATED' }],
} as const;

const LIMIT = 262_144;

describe('the subject of a mail', () => {
  it.each([
    ['has the whole headline if that is short', 'filter failed', 'COMPLETE movies: filter failed'],
    ['has ASCII only', 'naïve', 'COMPLETE movies: na?ve'],
    ['may have 99 characters', 'x'.repeat(82), `COMPLETE movies: ${'x'.repeat(82)}`],
    [
      'is cut after a word',
      "solution version of solution 'top-picks': the data has fewer than 1,000 interactions, so that",
      "COMPLETE movies: solution version of solution 'top-picks': the data has fewer than 1,000...",
    ],
    ['is cut within a word if that word is most of the text', 'x'.repeat(200), `COMPLETE movies: ${'x'.repeat(79)}...`],
  ])('%s', async (_, headline, expected) => {
    // Prepare
    const sent: PublishCommand[] = [];
    const sns = { send: async (command: PublishCommand) => sent.push(command) } as unknown as SNSClient;

    // Act
    await notify(sns, 'arn:topic', { ...NOTIFICATION, headline });

    // Assess
    expect(sent[0]?.input.Subject).toBe(expected);
    expect(expected.length).toBeLessThan(100);
  });
});

describe('messageOf', () => {
  test('has one line for SMS, a text for e-mail, and JSON for programs', () => {
    // Act
    const message = JSON.parse(messageOf(NOTIFICATION)) as Record<string, string>;

    // Assess
    const { result, headline: _, ...rest } = NOTIFICATION;
    const json = { ...rest, status: `UPDATE ${result}` };
    expect(Object.keys(message).sort()).toEqual(
      ['default', 'email', 'email-json', 'http', 'https', 'lambda', 'sms', 'sqs'].sort(),
    );
    expect(message.default).toBe('It succeeded.');
    expect(message.sms).toBe('It succeeded.');
    expect(message.email).toBe('It succeeded.\n\nAll is there.\n');
    for (const protocol of ['email-json', 'http', 'https', 'lambda', 'sqs'])
      expect(JSON.parse(message[protocol] ?? '')).toEqual(json);
  });

  test('escapes control characters in names and reasons', () => {
    // Prepare
    const hostile = 'train/\u001b[2J\u202egnp\n.json';

    // Act
    const message = JSON.parse(messageOf({ ...NOTIFICATION, summary: hostile, description: hostile }));

    // Assess
    const line = 'train/\\u001b[2J\\u202egnp\\u000a.json';
    expect(message.sms).toBe(line);
    expect(message.email).toBe(`${line}\n\ntrain/\\u001b[2J\\u202egnp\n.json\n`);
  });

  test('escapes control characters in the JSON for programs, which still read the same value', () => {
    // Prepare
    const warning = 'x\u009b31m\u202e\u007f';

    // Act
    const message = JSON.parse(messageOf({ ...NOTIFICATION, warnings: [warning] }));

    // Assess
    for (const protocol of ['email-json', 'http', 'https', 'lambda', 'sqs']) {
      expect(message[protocol]).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(JSON.parse(message[protocol]).warnings).toEqual([warning]);
    }
  });

  test('cuts a long SMS without cutting a character in half', () => {
    // Act
    const message = JSON.parse(messageOf({ ...NOTIFICATION, summary: `x${'🎬'.repeat(1000)}` }));

    // Assess
    expect(message.sms).toBe(`x${'🎬'.repeat(799)}`);
  });

  test.each([
    ['a long description', { description: 'x"\n'.repeat(200_000) }],
    ['a long description of wide characters', { description: '漢'.repeat(100_000) }],
    ['many decisions', { decisions: Array.from({ length: 200 }, () => ({ reason: 'x'.repeat(2000) })) }],
    ['many resources', { resources: Array.from({ length: 5000 }, (_, index) => ({ resource: `filter '${index}'` })) }],
  ])("fits %s into SNS's limit, and counts what is left out", (_name, change) => {
    // Act
    const message = messageOf({ ...NOTIFICATION, ...change });

    // Assess
    expect(Buffer.byteLength(message)).toBeLessThan(LIMIT);
    const json = JSON.parse((JSON.parse(message) as Record<string, string>).sqs ?? '') as {
      description: string;
      resources: unknown[];
      resourcesLeftOut?: number;
    };
    const given = { ...NOTIFICATION, ...change };
    const leftOut = /… \((\d+) characters left out\)$/.exec(json.description)?.[1];
    const kept = json.description.replace(/… \(\d+ characters left out\)$/, '');
    expect(kept.length + Number(leftOut ?? 0)).toBe(given.description.length);
    expect(json.resources.length + (json.resourcesLeftOut ?? 0)).toBe(given.resources.length);
    expect(leftOut ?? json.resourcesLeftOut).toBeDefined();
  });
});
