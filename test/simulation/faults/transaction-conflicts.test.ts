import type { Call } from '../../../emulator/core/service';
import { TransactedItems } from '../../../simulation/faults/transaction-conflicts';

const ERRORS = ['ThrottlingException', 'TransactionConflictException'].map((code) => ({ code, status: 400 }));
const key = (item: string) => ({ datasetGroup: { S: 'shop' }, item: { S: item } });
const call = (operation: string, input: object) => ({ operation, input }) as unknown as Call;
const update = (item: string) => call('UpdateItem', { TableName: 'record', Key: key(item) });

test.each([
  ['an item of a type that a transaction has written', 'run#2026-01-06', 2],
  ['an item of a type that no transaction has written', 'drift', 1],
])('a write of %s (%s) can fail with %i of 2 errors', (_, item, errors) => {
  // Prepare
  const transacted = new TransactedItems();
  transacted.note(
    call('TransactWriteItems', {
      TransactItems: [{ Put: { Item: key('run#2026-01-05') } }, { Update: { Key: key('task#import') } }],
    }),
  );

  // Act
  const possible = transacted.possible(ERRORS, update(item));

  // Assess
  expect(possible).toHaveLength(errors);
});

test('a write outside a transaction makes no later write conflict', () => {
  // Prepare
  const transacted = new TransactedItems();

  // Act
  transacted.note(update('drift'));

  // Assess
  expect(transacted.possible(ERRORS, update('drift'))).toHaveLength(1);
});
