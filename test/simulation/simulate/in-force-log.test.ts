import type { CallListener } from '../../../emulator/core/aws';
import { InForceLog } from '../../../simulation/simulate/in-force-log';

/** A log, and a function that puts a version of a file in force at a time. */
function prepare() {
  const listeners: CallListener[] = [];
  let now = 0;
  const local = { clock: { now: () => now }, aws: { onCall: (each: CallListener) => listeners.push(each) } };
  const log = new InForceLog(local as never);
  const put = (time: number, versionId: string, group = 'shop') => {
    now = time;
    const Item = { datasetGroup: { S: group }, item: { S: 'parameter-file' }, versionId: { S: versionId } };
    const call = { operation: 'TransactWriteItems', input: { TransactItems: [{ Put: { Item } }] } };
    for (const listener of listeners) listener({ service: 'dynamodb', call } as never);
  };
  return { log, put };
}

test.each([
  ['before the first file', 0, 9, []],
  ['while one file was in force', 12, 15, ['a']],
  ['while one file replaced another', 15, 20, ['a', 'b']],
  ['in a period with three files, one after another', 0, 40, ['a', 'b', 'c']],
  ['after the last file', 50, 60, ['c']],
])('the log returns the files that were in force %s', (_, from, to, expected) => {
  // Prepare
  const { log, put } = prepare();
  put(10, 'a');
  put(20, 'b');
  put(25, 'other', 'books');
  put(30, 'c');

  // Act
  const found = log.during('shop', from, to);

  // Assess
  expect(found).toEqual(expected);
});
