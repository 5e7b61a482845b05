import { acquireNotifyRight, notifierAttributes, recordNotified } from '../../../lib/record-table/notify-once';
import { recordTable } from '../../support/record-table';

const KEY = { datasetGroup: 'shop', item: 'run#1' };
const NOW = Date.UTC(2026, 0, 5);
const secondsLater = (seconds: number) => new Date(NOW + seconds * 1000);

/** An item whose notifier is `first`. */
async function prepare() {
  const { table } = await recordTable();
  await table.write({ put: { ...KEY, ...notifierAttributes('first', secondsLater(0)) } });
  const right = async (notifier: string, seconds: number) =>
    (await acquireNotifyRight(table, KEY, notifier, secondsLater(seconds))).right;
  return { table, right };
}

describe('the right to notify', () => {
  it('stays with a notifier that is retried', async () => {
    // Prepare
    const { right } = await prepare();

    // Act and assess
    expect(await right('first', 10)).toBe('NOTIFY');
  });

  it.each([
    ['is kept by a notifier for 150 seconds', 150, 'BUSY'],
    ['passes to another notifier after 151 seconds, when the first notifier cannot be running any more', 151, 'NOTIFY'],
  ])('%s', async (_, seconds, expected) => {
    // Prepare
    const { right } = await prepare();

    // Act and assess
    expect(await right('second', seconds)).toBe(expected);
  });

  it.each(['first', 'second'])('ends for the %s notifier once the notification is recorded', async (notifier) => {
    // Prepare
    const { table, right } = await prepare();
    await recordNotified(table, KEY, secondsLater(5));

    // Act and assess
    expect(await right(notifier, 1000)).toBe('NOTIFIED');
  });

  it.each([
    [
      'ends even if DynamoDB refuses the first attempt to record the notification because of a conflict',
      'TransactionConflictException',
      'NOTIFIED',
    ],
    ['does not end if the notification could not be recorded', 'ResourceNotFoundException', 'NOTIFY'],
  ])('%s', async (_, name, expected) => {
    // Prepare
    const { table, right } = await prepare();
    jest.spyOn(table, 'write').mockRejectedValueOnce(Object.assign(new Error('refused'), { name }));

    // Act
    await recordNotified(table, KEY, secondsLater(5)).catch(() => undefined);

    // Assess
    expect(await right('first', 10)).toBe(expected);
  });

  it('does not bring back a deleted item when the notification is recorded', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await recordNotified(table, KEY, secondsLater(5));

    // Assess
    expect(await table.get(KEY)).toBeUndefined();
  });
});
