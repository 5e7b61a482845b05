import { type OwnResource, OwnResources } from '../../../lib/record-table/own-resources';
import { recordTable } from '../../support/record-table';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:campaign/top';
const CAMPAIGN: OwnResource = {
  type: 'campaign',
  name: 'top',
  arn: ARN,
  solution: 'movies',
  recordedAt: '2026-01-05T00:00:00.000Z',
};

async function prepare() {
  const own = new OwnResources((await recordTable()).table);
  await own.add('shop', CAMPAIGN);
  return own;
}

describe('OwnResources', () => {
  it('list a created resource in its dataset group only', async () => {
    // Act
    const own = await prepare();

    // Assess
    expect(await own.of('shop')).toEqual([CAMPAIGN]);
    expect(await own.of('books')).toEqual([]);
  });

  it('keep the onRemoval of a resource that has left the file, until a file has the resource again', async () => {
    // Prepare
    const own = await prepare();

    // Act
    await own.noteOnRemoval('shop', CAMPAIGN, 'delete');
    const left = await own.of('shop');
    await own.noteOnRemoval('shop', CAMPAIGN, undefined);

    // Assess
    expect(left).toEqual([{ ...CAMPAIGN, onRemoval: 'delete' }]);
    expect(await own.of('shop')).toEqual([CAMPAIGN]);
  });

  it('know which run has deleted a resource, but do not mark a resource that was created anew', async () => {
    // Prepare
    const own = await prepare();
    const anew = { ...CAMPAIGN, recordedAt: '2026-01-06T00:00:00.000Z' };

    // Act
    await own.noteRemoved('shop', CAMPAIGN, 'run-1', new Date('2026-01-05T01:00:00Z'));
    const removed = await own.of('shop');
    await own.add('shop', anew);
    await own.noteRemoved('shop', CAMPAIGN, 'run-1', new Date('2026-01-06T01:00:00Z'));

    // Assess
    expect(removed).toEqual([{ ...CAMPAIGN, removedBy: 'run-1' }]);
    expect(await own.of('shop')).toEqual([anew]);
  });
});
