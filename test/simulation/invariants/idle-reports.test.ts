import type { MetricIdentity } from '../../../emulator/services/cloudwatch/metric';
import { idleHadNoRequests } from '../../../simulation/invariants/idle-reports';
import type { World } from '../../../simulation/simulate/world';

const FROM = '2026-01-05T03:20:00.000Z';
const TO = '2026-01-06T03:20:00.000Z';

type Listener = (identity: MetricIdentity, datum: { readonly at: number }) => void;

/** @returns the violations that a report with this status causes if the campaign had a request at that time */
async function violations(status: string, requestAt: string): Promise<readonly string[]> {
  const listeners: Listener[] = [];
  const detail = { Arn: 'arn:top', Status: status, From: FROM, To: TO };
  const local = {
    personalize: { onMetric: (listener: Listener) => listeners.push(listener) },
    events: { events: () => [{ 'detail-type': 'Personalize Capacity Change', detail }] },
  };
  const world = { local } as unknown as World;
  const found: string[] = [];
  idleHadNoRequests.watch?.(world, (what) => found.push(what));
  const dimensions = [{ Name: 'CampaignArn', Value: 'arn:top' }];
  for (const listener of listeners)
    listener({ namespace: 'AWS/Personalize', name: 'GetRecommendations', dimensions }, { at: Date.parse(requestAt) });
  await idleHadNoRequests.check?.(world, (what) => found.push(what));
  return found;
}

describe('the invariant that no resource with a request is reported as idle', () => {
  it.each([
    ['violated by a request at the beginning of the idle time', 'IDLE', FROM, 1],
    ['violated by a request just before the end of the idle time', 'IDLE', '2026-01-06T03:19:59.999Z', 1],
    ['not violated by a request at the end of the idle time', 'IDLE', TO, 0],
    ['not violated by a request just before the idle time', 'IDLE', '2026-01-05T03:19:59.999Z', 0],
    ['not violated by a request to an oversized campaign', 'OVERSIZED', FROM, 0],
  ])('is %s', async (_, status, at, expected) => {
    // Act and assess
    expect(await violations(status, at)).toHaveLength(expected);
  });
});
