import { EmbeddedMetricError, embeddedMetrics } from '../../../../emulator/services/cloudwatch/embedded-metrics';

const NOW = Date.UTC(2026, 0, 14, 12);
const HOUR = 3_600_000;

/** Returns a log line with the given changes. By default, it has one metric in two dimension sets. */
function line({ directive = {}, timestamp = NOW as unknown, ...members }: Record<string, unknown> = {}): string {
  return JSON.stringify({
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: 'PersonalizeMlops',
          Dimensions: [['service'], ['service', 'group']],
          Metrics: [{ Name: 'JobSuccess', Unit: 'Count' }],
          ...(directive as object),
        },
      ],
    },
    service: 'Workflow',
    group: 'movies',
    JobSuccess: [2, 3],
    requestId: 'beside the point',
    ...members,
  });
}

describe('embeddedMetrics', () => {
  it('extracts each metric once for each dimension set', () => {
    // Act
    const actual = embeddedMetrics(line(), NOW);

    // Assess
    const datum = { at: NOW, unit: 'Count', sampleCount: 2, sum: 5, minimum: 2, maximum: 3 };
    const service = { Name: 'service', Value: 'Workflow' };
    const identity = { namespace: 'PersonalizeMlops', name: 'JobSuccess' };
    expect(actual).toEqual([
      { identity: { ...identity, dimensions: [service] }, datum },
      { identity: { ...identity, dimensions: [service, { Name: 'group', Value: 'movies' }] }, datum },
    ]);
  });

  it('extracts a metric that has neither dimensions nor a unit', () => {
    // Act
    const [actual] = embeddedMetrics(line({ directive: { Dimensions: [[]], Metrics: [{ Name: 'JobSuccess' }] } }), NOW);

    // Assess
    expect(actual).toMatchObject({ identity: { dimensions: [] }, datum: { unit: 'None' } });
  });

  it.each([
    ['an empty line', ''],
    ['plain text', 'plain text'],
    ['JSON without metrics', '{"level":"INFO"}'],
    ['invalid JSON', '{broken'],
    ['metrics after other text', `2026 INFO ${line()}`],
    ['null', 'null'],
    ['a list', '[1]'],
  ])('extracts nothing from %s', (_, other) => {
    // Act, Assess
    expect(embeddedMetrics(other, NOW)).toEqual([]);
  });

  it.each([
    ['a timestamp that is text', line({ timestamp: '2026-01-14' }), 'Timestamp'],
    ['a timestamp 15 days old', line({ timestamp: NOW - 15 * 24 * HOUR }), '14 days'],
    ['a timestamp 3 hours ahead', line({ timestamp: NOW + 3 * HOUR }), '2 hours'],
    ['null in place of the metadata', '{"_aws": null}', '_aws must be an object'],
    ['an empty namespace', line({ directive: { Namespace: '' } }), 'Namespace'],
    ['dimensions that are not a list', line({ directive: { Dimensions: 'service' } }), 'Dimensions'],
    ['a dimension whose name is no member of the document', line({ group: undefined }), "Dimension 'group'"],
    ['a dimension whose value is a number', line({ group: 1 }), "Dimension 'group'"],
    ['a metric whose name is no member of the document', line({ JobSuccess: undefined }), "Metric 'JobSuccess'"],
    ['a metric whose value is text', line({ JobSuccess: '2' }), "Metric 'JobSuccess'"],
    ['101 values of one metric', line({ JobSuccess: Array(101).fill(1) }), '1 to 100'],
    ['101 metrics', line({ directive: { Metrics: Array(101).fill({ Name: 'JobSuccess' }) } }), '101 metrics'],
    ['31 dimensions in one set', line({ directive: { Dimensions: [Array(31).fill('service')] } }), '31 names'],
  ])('refuses %s', (_what, document, message) => {
    // Act
    const take = () => embeddedMetrics(document, NOW);

    // Assess
    expect(take).toThrow(EmbeddedMetricError);
    expect(take).toThrow(message);
  });
});
