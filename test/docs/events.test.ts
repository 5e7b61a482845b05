import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { matchesPattern, parsePattern } from '../../emulator/services/eventbridge/pattern';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { accounts } from '../support/accounts';
import { completeSample, sample } from '../support/sample';

const { openQuick, shared } = accounts();

interface Documented {
  readonly properties?: { readonly 'detail-type'?: { readonly enum?: readonly string[] } };
}

const blocks = [
  ...readFileSync(join(__dirname, '../../docs/events.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g),
].map(([, text = '']) => text);
const patterns = blocks.map(parsePattern);
const { definitions }: { readonly definitions: Readonly<Record<string, Documented>> } = JSON.parse(
  readFileSync(join(__dirname, '../../docs/events.schema.json'), 'utf8'),
);

const ajv = new Ajv({ strictRequired: false, strictTypes: false });
const validators = Object.values(definitions).map((schema) => ajv.compile(schema));
const [isResourceEvent] = validators;

type Event = ReturnType<Awaited<ReturnType<typeof openQuick>>['local']['events']['events']>[number];

/**
 * An account after two runs for two dataset groups. The first run succeeded. The second run failed, because a campaign failed. Then 15 days
 * pass without requests, so the first group's campaign is idle.
 */
const twoRuns = shared(async () => {
  const account = await openQuick();
  const promoting = completeSample();
  for (const solution of promoting.solutions) solution.workflowConfig = { promotion: {} };
  await account.run(promoting);
  const file = sample('my-dataset-group');
  account.local.personalize.failNext({
    resource: 'campaign/my-dataset-group-campaign',
    reason: 'No capacity.',
  });
  await account.run(file);
  await account.passHours(15 * 24);
  return account;
});

async function eventsOfTwoRuns(): Promise<readonly Event[]> {
  return (await twoRuns()).local.events.events();
}

const key = ({ resources, detail }: Event) => {
  const { RunId, Status } = detail as { RunId: string; Status: string };
  return [RunId, resources[0], Status].join(' ');
};

describe('docs/events.schema.json', () => {
  test('has a definition for each kind of event, and names the resource event of each resource type', () => {
    expect(Object.keys(definitions)).toEqual([
      'resource-state-change',
      'solution-version-promotion',
      'run-state-change',
      'capacity-change',
    ]);
    expect(definitions['resource-state-change']?.properties?.['detail-type']?.enum).toEqual(
      Object.values(RESOURCE_TYPES).map(({ title }) => `Personalize ${title} State Change`),
    );
  });

  test('matches each event of two runs by exactly one definition, and no event occurs twice', async () => {
    // Act
    const events = await eventsOfTwoRuns();

    // Assess
    expect(events.length).toBeGreaterThan(40);
    for (const event of events) {
      const described = validators.filter((isEvent) => isEvent?.(event));
      expect([event, described.length]).toEqual([event, 1]);
    }
    expect(new Set(events.map(key)).size).toBe(events.length);
  });

  test.each([
    ['an unknown status', { Status: 'DONE' }],
    ['the status ACTIVE but no duration', { Status: 'ACTIVE' }],
    ['the status CREATING and a duration', { Status: 'CREATING', Duration: 3 }],
    ['an unknown member', { Status: 'CREATING', Name: 'x' }],
  ])('refuses a resource event with %s', (_name, detail) => {
    const arn = 'arn:aws:personalize:us-east-1:123456789012:campaign/x';
    expect(
      isResourceEvent?.({
        source: 'solutions.aws.personalize',
        'detail-type': 'Personalize Campaign State Change',
        resources: [arn],
        detail: { Arn: arn, ...detail },
      }),
    ).toBe(false);
  });
});

describe('docs/events.md', () => {
  test('has four event patterns: ACTIVE campaigns, trained versions, finished batch jobs and failed runs', async () => {
    // Act
    const events = await eventsOfTwoRuns();

    // Assess
    const matched = patterns.map((pattern) =>
      events
        .filter((event) => matchesPattern(pattern, JSON.parse(JSON.stringify(event))))
        .map((event) => `${event['detail-type']} ${(event.detail as { Status: string }).Status}`)
        .sort(),
    );
    expect(matched).toEqual([
      ['Personalize Campaign State Change ACTIVE'],
      Array.from({ length: 3 }, () => 'Personalize Solution Version State Change ACTIVE'),
      ['Personalize Batch Inference Job State Change ACTIVE', 'Personalize Batch Segment Job State Change ACTIVE'],
      ['Personalize Run State Change FAILED'],
    ]);
  });
});
