import { type Call, ServiceError } from '../../emulator/core/service';

export function isTransaction({ operation }: Call): boolean {
  return operation === 'TransactWriteItems';
}

/** Answer to a transaction while another write of its first item is in progress (API reference of TransactWriteItems, November 2026). */
export function conflict({ input }: Call): ServiceError {
  const items = input.TransactItems as readonly unknown[];
  const reasons = items.map((_, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}
