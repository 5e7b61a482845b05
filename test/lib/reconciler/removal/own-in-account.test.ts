import { isOwn } from '../../../../lib/reconciler/removal/own-in-account';
import type { OwnResource } from '../../../../lib/record-table/own-resources';

const OWN = {
  type: 'filter',
  name: 'unseen',
  arn: 'arn:aws:personalize:us-east-1:123456789012:filter/unseen',
  recordedAt: '2026-01-05T12:00:00.000Z',
} as const satisfies OwnResource;
const TAGS = [{ tagKey: 'personalize-mlops', tagValue: 'shop' }];

function judge(createdAt: string, tags: readonly object[], own: OwnResource = OWN): Promise<boolean> {
  const personalize = { tags: async () => tags } as unknown as Parameters<typeof isOwn>[2]['personalize'];
  return isOwn(own, { creationDateTime: new Date(createdAt) }, { personalize, deployment: 'shop' });
}

describe('a recorded resource', () => {
  it('is the same as the existing resource only if the existing one has the tag of the deployment', async () => {
    expect(await judge('2026-01-05T12:00:01Z', TAGS)).toBe(true);
    expect(await judge('2026-01-05T12:00:01Z', [])).toBe(false);
  });

  it('is not the existing resource of the same name if that was created later, even with the tag of the deployment', async () => {
    expect(await judge('2026-01-06T12:00:00Z', TAGS)).toBe(false);
  });

  it('is recognized by its creation time alone if its type has no tags', async () => {
    const attribution = { ...OWN, type: 'metricAttribution' } as const;
    expect(await judge('2026-01-05T11:59:00Z', [], attribution)).toBe(true);
    expect(await judge('2026-01-06T12:00:00Z', [], attribution)).toBe(false);
  });
});
