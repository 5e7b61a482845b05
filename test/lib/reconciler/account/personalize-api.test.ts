import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { InvalidInputException, ResourceNotFoundException } from '@aws-sdk/client-personalize';
import { newestFirst, PersonalizeApi, reasonOf } from '../../../../lib/reconciler/account/personalize-api';

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: object;
}

/** Returns an API whose client gives these answers in order, and the requests that the API has sent. */
function prepare(...answers: readonly (object | Error)[]) {
  const sent: [string, object][] = [];
  const send = async (command: Sent) => {
    const answer = answers[sent.length] ?? {};
    sent.push([command.constructor.name, command.input]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = { send } as unknown as PersonalizeClient;
  return { api: new PersonalizeApi(client), sent };
}

const notFound = new ResourceNotFoundException({ message: 'no', $metadata: {} });
const invalid = new InvalidInputException({ message: 'no', $metadata: {} });

describe('PersonalizeApi', () => {
  it('describes a resource, returns undefined if it does not exist, and fails for other errors', async () => {
    // Prepare
    const { api, sent } = prepare({ filter: { status: 'ACTIVE' } }, notFound, invalid);

    // Act
    const found = [await api.describe('filter', 'arn:a'), await api.describe('filter', 'arn:b')];

    // Assess
    expect(found).toEqual([{ status: 'ACTIVE' }, undefined]);
    expect(sent[0]).toEqual(['DescribeFilterCommand', { filterArn: 'arn:a' }]);
    await expect(api.describe('filter', 'arn:c')).rejects.toBe(invalid);
  });

  it('lists the resources of all pages', async () => {
    // Prepare
    const { api, sent } = prepare(
      { solutionVersions: [{ status: 'A' }], nextToken: 't' },
      { nextToken: 'u' },
      { solutionVersions: [{ status: 'B' }] },
    );

    // Act
    const found = await api.list('solutionVersion', { solutionArn: 'arn:a' });

    // Assess
    expect(found).toEqual([{ status: 'A' }, { status: 'B' }]);
    expect(sent.map(([, input]) => input)).toStrictEqual([
      { solutionArn: 'arn:a' },
      { solutionArn: 'arn:a', nextToken: 't' },
      { solutionArn: 'arn:a', nextToken: 'u' },
    ]);
  });

  it('lists nothing in a solution that does not exist, and fails for other errors', async () => {
    // Prepare
    const { api } = prepare(notFound, invalid);

    // Act and assess
    expect(await api.list('solutionVersion', { solutionArn: 'arn:a' })).toEqual([]);
    await expect(api.list('solutionVersion', { solutionArn: 'arn:a' })).rejects.toBe(invalid);
  });

  it('sends a command for each operation: create, update, delete, start and stop', async () => {
    // Prepare
    const { api, sent } = prepare({ campaignArn: 'arn:new' });

    // Act
    const arn = await api.create('campaign', { name: 'top' });
    await api.update('campaign', { campaignArn: arn });
    await api.delete('campaign', arn);
    await api.operate('START', 'arn:r');
    await api.operate('STOP', 'arn:r');

    // Assess
    expect(sent).toEqual([
      ['CreateCampaignCommand', { name: 'top' }],
      ['UpdateCampaignCommand', { campaignArn: 'arn:new' }],
      ['DeleteCampaignCommand', { campaignArn: 'arn:new' }],
      ['StartRecommenderCommand', { recommenderArn: 'arn:r' }],
      ['StopRecommenderCommand', { recommenderArn: 'arn:r' }],
    ]);
  });

  it.each([
    ['the metrics of a version', { metrics: { coverage: 0.3 } }, { coverage: 0.3 }],
    ['no metrics if the answer has none', {}, {}],
    ['no metrics if Personalize refuses the request as invalid', invalid, {}],
    ['no metrics if the version does not exist', notFound, {}],
  ])('reads %s', async (_what, answer, expected) => {
    // Act and assess
    expect(await prepare(answer).api.metrics('arn:v')).toEqual(expected);
  });

  it('reads the metrics of an attribution', async () => {
    // Prepare
    const { api, sent } = prepare({ metrics: [{ metricName: 'clicks' }] }, {});

    // Act
    const found = [await api.attributionMetrics('arn:m'), await api.attributionMetrics('arn:n')];

    // Assess
    expect(found).toEqual([[{ metricName: 'clicks' }], []]);
    expect(sent[0]).toEqual([
      'ListMetricAttributionMetricsCommand',
      { metricAttributionArn: 'arn:m', maxResults: 100 },
    ]);
  });

  it('refuses to delete a solution version, for which Personalize has no operation', async () => {
    // Prepare
    const { api } = prepare();

    // Act and assess
    await expect(api.delete('solutionVersion', 'arn:v')).rejects.toThrow('Personalize has no delete operation for a');
  });
});

describe('descriptions', () => {
  it('are sorted, the newest first, and those without a creation time last', () => {
    // Prepare
    const of = (day: number) => ({ creationDateTime: new Date(Date.UTC(2026, 0, day)) });

    // Act and assess
    expect(newestFirst([of(1), {}, of(3), of(2)])).toEqual([of(3), of(2), of(1), {}]);
  });

  it('give the reason of a failure on one line, or say that there is none', () => {
    // Act and assess
    expect(reasonOf({ status: 'CREATE FAILED', failureReason: 'no' })).toBe('no');
    expect(reasonOf({ status: 'CREATE FAILED', failureReason: 'a\nb' })).toBe('a\\u000ab');
    expect(reasonOf({ status: 'CREATE FAILED' })).toMatch(/^CREATE FAILED; Personalize gives no reason/);
  });
});
