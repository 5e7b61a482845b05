import { assertNotTooLong } from '../../../../functions/shared/locks/lock-limit';
import type { Lock } from '../../../../record-table/locks';

const LOCK: Lock = { datasetGroup: 'shop', item: 'lock#data', mode: 'EXCLUSIVE' };
const SINCE = new Date('2026-01-05T00:00:00Z');

const HOLDERS = ['arn:one', 'arn:two'];

const at = (days: number) => ({
  workflow: 'dataset-import',
  since: SINCE,
  now: new Date(SINCE.getTime() + days * 24 * 3_600_000),
});

describe('assertNotTooLong', () => {
  test('lets a workflow wait for a lock for days', () => {
    expect(() => assertNotTooLong(LOCK, HOLDERS, at(6.9))).not.toThrow();
  });

  test('ends the wait after a week, and names the lock and what holds it', () => {
    expect(() => assertNotTooLong(LOCK, HOLDERS, at(7))).toThrow(
      "dataset-import of dataset group 'shop': gave up after waiting for 7 d: its lock 'lock#data' is held by arn:one, arn:two. If that execution hangs, stop it",
    );
  });

  test('lets a deletion of users wait for three months, and says what to upload again', () => {
    // Prepare
    const deletion = (days: number) => ({ ...at(days), workflow: 'data-deletion' });

    // Act and assess
    expect(() => assertNotTooLong(LOCK, HOLDERS, deletion(89))).not.toThrow();
    expect(() => assertNotTooLong(LOCK, HOLDERS, deletion(90))).toThrow(/Then upload the csv of users again\.$/);
  });

  test('says that the lock is free if it was released right before', () => {
    // Act and assess
    expect(() => assertNotTooLong(LOCK, [], at(7))).toThrow(
      "gave up after waiting for 7 d: other executions acquired its lock 'lock#data' first each time. It is free now: upload",
    );
  });
});
