import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isTransientError } from '../../../lib/aws/transient-errors';

describe('isTransientError', () => {
  it.each([
    ['TransactionConflict', true],
    ['ThrottlingError', true],
    ['ProvisionedThroughputExceeded', true],
    ['ValidationError', false],
    ['ConditionalCheckFailed', false],
  ])('for a transaction canceled because of %s is %s', (...row) => {
    // Prepare
    const [Code, expected] = row;
    const error = new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code }],
    });

    // Act and assess
    expect(isTransientError(error)).toBe(expected);
  });
});
