import { type Call, ServiceError } from '../../emulator/core/service';

export function isTransaction({ operation }: Call): boolean {
  return operation === 'TransactWriteItems';
}

/** Returns the error of a transaction while another write of its first item is in progress (API reference of TransactWriteItems, November 2026). */
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

/** Error of a write if a transaction is writing the same item (API reference, UpdateItem, November 2026). The SDK does not retry after this error. */
const CONFLICT = 'TransactionConflictException';

/**
 * Kinds of items that transactions have written so far. The kind of `run#2026-01-05` is `run`. Only a write of an item of
 * these kinds can conflict with a transaction.
 */
export class TransactedItems {
  private readonly kinds = new Set<string>();

  note(call: Call): void {
    for (const key of isTransaction(call) ? keysOf(call) : []) this.kinds.add(kindOf(key));
  }

  /** Returns the errors that the call may get. A conflict is included only if a transaction may write the same items. */
  possible<E extends { readonly code: string }>(errors: readonly E[], call: Call): readonly E[] {
    const mayConflict = keysOf(call).some((key) => this.kinds.has(kindOf(key)));
    return mayConflict ? errors : errors.filter(({ code }) => code !== CONFLICT);
  }
}

interface ItemWrite {
  readonly Item?: WireKey;
  readonly Key?: WireKey;
}

type WireKey = { readonly item?: { readonly S?: string } };

/** Returns the sort keys of the items that a call writes. */
function keysOf({ input }: Call): readonly string[] {
  const { TransactItems = [input] } = input as { readonly TransactItems?: readonly object[] };
  const writes = TransactItems.flatMap((write): readonly ItemWrite[] => [write, ...Object.values(write)]);
  return writes.flatMap((write) => write?.Item?.item?.S ?? write?.Key?.item?.S ?? []);
}

function kindOf(item: string): string {
  return item.split('#', 1)[0] ?? '';
}
