import { Deletions } from '../../record-table/deletions';
import { recordTable } from '../support/record-table';

const AT = ['2026-01-05T00:00:01Z', '2026-01-05T00:00:02Z', '2026-01-05T00:00:02Z'];
const END = new Date('2026-01-06T00:00:00Z');

describe('Deletions', () => {
  it('know which is the oldest that has not ended: one at a time, also of those of one second', async () => {
    // Prepare
    const deletions = new Deletions((await recordTable()).table);
    const file = { bucket: 'data', key: 'delete/shop/users.csv', versionId: 'v1' };
    const runs = ['z', 'b', 'a'];
    for (const [index, run] of runs.entries())
      await deletions.request({ datasetGroup: 'shop', run, file, users: 1, requestedAt: AT[index] ?? '' });
    const oldest = async () => {
      const answers = await Promise.all(runs.map((run) => deletions.isOldest('shop', run)));
      return runs.filter((_, index) => answers[index]);
    };

    // Act
    const order = [await oldest()];
    await deletions.complete('shop', 'z', 1, END);
    order.push(await oldest());
    await deletions.end('shop', 'a', { error: 'RunStopped', cause: 'It was stopped.' }, END);
    order.push(await oldest());
    await deletions.complete('shop', 'b', 1, END);

    // Assess
    expect(order).toEqual([['z'], ['a'], ['b']]);
    expect(await deletions.isOldest('shop', 'manual')).toBe(true);
  });
});
