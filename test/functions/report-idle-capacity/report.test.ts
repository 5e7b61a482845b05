import { capacityNotification, changedSince, findingsOf } from '../../../functions/report-idle-capacity/report';
import type { CapacityReport, CapacityStatus, MeasuredCapacity } from '../../../lib/record-table/capacity-reports';

function measured(name: string, status: CapacityStatus, provisioned = 2): MeasuredCapacity {
  const used = { average: 0.1, peak: 0.25, provisionedTpsHours: 672, usedTpsHours: 33.6 };
  return { type: 'campaign', name, arn: `arn:${name}`, status, provisioned, ...used };
}

function report(...resources: readonly MeasuredCapacity[]): CapacityReport {
  return { datasetGroup: 'shop', from: '2026-01-05T00:00:00.000Z', to: '2026-01-19T00:00:00.000Z', resources };
}

const names = (resources: readonly MeasuredCapacity[]) => resources.map(({ name }) => name);

describe('a report', () => {
  it.each<[string, CapacityReport | undefined, readonly string[]]>([
    ['has all its findings as changes if it is the first report', undefined, ['idle', 'large']],
    [
      'has no change if the last report had the same findings',
      report(measured('idle', 'IDLE'), measured('large', 'OVERSIZED')),
      [],
    ],
    [
      'has a change if a campaign has another finding',
      report(measured('idle', 'OVERSIZED'), measured('large', 'OVERSIZED')),
      ['idle'],
    ],
    [
      'has a change if a campaign has another minimum',
      report(measured('idle', 'IDLE'), measured('large', 'OVERSIZED', 3)),
      ['large'],
    ],
    [
      'has a change if a finding has ended',
      report(measured('used', 'IDLE'), measured('idle', 'IDLE'), measured('large', 'OVERSIZED')),
      ['used'],
    ],
  ])('%s', (_what, before, expected) => {
    // Prepare
    const now = report(measured('used', 'USED'), measured('idle', 'IDLE'), measured('large', 'OVERSIZED'));

    // Act and assess
    expect(names(changedSince(before, now))).toEqual(expected);
    expect(names(findingsOf(now))).toEqual(['idle', 'large']);
  });

  it('is sent as a notification of what was provisioned and used, and of what to do', () => {
    // Prepare
    const idle = { ...measured('idle', 'IDLE'), lastRequestAt: '2026-01-17T00:00:00.000Z' };
    const never = { ...measured('never', 'IDLE'), type: 'recommender' } as const;

    // Act
    const { headline, summary, description, resources } = capacityNotification(
      report(idle, never, measured('large', 'OVERSIZED'), measured('used', 'USED')),
    );

    // Assess
    expect([headline, summary]).toEqual([
      '2 resources idle, 1 resource oversized',
      "Dataset group 'shop': 2 resources idle, 1 resource oversized",
    ]);
    expect(description.split('\n').slice(3, 6)).toEqual([
      "campaign 'idle' is idle: no request for 2 d. minProvisionedTPS is 2: 672 TPS-hours provisioned, 33.6 used.",
      "recommender 'never' is idle: no request in all this time. minRecommendationRequestsPerSecond is 2: 672 TPS-hours provisioned, 33.6 used.",
      "campaign 'large' is oversized: 0.25 requests a second in its busiest five minutes. minProvisionedTPS is 2: 672 TPS-hours provisioned, 33.6 used.",
    ]);
    expect(description).toContain('What left the parameter file is deleted only by `personalize-mlops apply --prune`');
    expect(description).toContain('Recipes named -v2 have prices of their own, and may bill each request');
    expect(resources).toHaveLength(3);
  });

  it("says that TPS-hours before an update are counted at today's minimum", () => {
    // Prepare
    const updated = { ...measured('idle', 'IDLE'), updatedAt: '2026-01-18T09:30:00.000Z' };

    // Act
    const { description } = capacityNotification(report(updated, measured('large', 'OVERSIZED')));

    // Assess
    expect(description).toContain(
      "33.6 used.\nUpdated in this period: campaign 'idle' (2026-01-18 09:30 UTC). TPS-hours are counted at today's minimum, because Amazon Personalize does not report the minimum before an update: if it was changed, compare with your AWS bill.\n\n",
    );
  });
});
