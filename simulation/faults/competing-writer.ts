import { type Call, ServiceError } from '../../emulator/core/service';
import type { LocalAws } from '../../emulator/local-aws';
import type { Dice } from './dice';

type Attribute = { readonly S?: string; readonly SS?: readonly string[] };
type Attributes = Readonly<Record<string, Attribute>>;

/**
 * Simulates another execution, which acquires a lock just before the execution under test tries to do so. The other
 * execution then ends without releasing the lock. A write that adds a holder to an item `lock#...` acquires a lock.
 */
export class CompetingWriter {
  constructor(
    private readonly local: LocalAws,
    private readonly dice: Dice,
  ) {}

  /** Acquires the lock that the call is about to acquire. Does nothing if the call acquires no lock, or if the fault is not drawn. */
  async acquireFirst({ operation, input }: Call): Promise<void> {
    if (operation !== 'UpdateItem' || !acquiresLock(input)) return;
    const name = `ended-${this.dice.hex(8)}`;
    if (!this.dice.draws('lockHeldByEnded')) return;
    const values = input.ExpressionAttributeValues as Attributes;
    const others: Attributes = Object.fromEntries(
      Object.entries(values).map(([placeholder, value]) => [placeholder, byAnother(value, name)]),
    );
    try {
      await this.local.aws.call('dynamodb', operation, { ...input, ExpressionAttributeValues: others });
      this.dice.count('lockHeldByEnded', itemOf(input));
    } catch (error) {
      // The lock is already held, or reserved for a run that waits. So the call of the execution under test will fail as well.
      if (!(error instanceof ServiceError)) throw error;
    }
  }
}

/** True if the call acquires a lock. If an execution enters a lock that its run holds, this is false: the lock is not free. */
function acquiresLock(input: Call['input']): boolean {
  const isFree = String(input.ConditionExpression).includes('attribute_not_exists(#holders)');
  return itemOf(input).startsWith('lock#') && /\bADD\b/.test(String(input.UpdateExpression)) && isFree;
}

function itemOf({ Key: key }: Call['input']): string {
  return (key as Attributes | undefined)?.item?.S ?? '';
}

/** Replaces the names in a holder of a lock, which consists of the ARN of a run and the ARN of an execution. */
function byAnother(value: Attribute, name: string): Attribute {
  return value.SS === undefined ? value : { SS: value.SS.map((holder) => holder.replaceAll(/[^: ]+(?= |$)/g, name)) };
}
