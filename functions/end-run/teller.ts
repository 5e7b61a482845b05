import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * Who tells of a run: `run` itself, one attempt after the other; or, of one that was stopped, an invocation by EventBridge, by
 * the id of its request, which is the same when Lambda tries it again.
 */
export type Teller = string;

export const ITSELF: Teller = 'run';

/**
 * Longer than the function may run, and less than the 180 s after which Lambda tries an event for the last time: by then,
 * a stopped `run` that was about to tell has told, or has ended without.
 */
const TELLING_SECONDS = 150;

/** `run` was stopped while it was about to tell, and may yet do so. Lambda tries the announcement again in a minute. */
export class StillTelling extends Error {
  override readonly name = 'StillTelling';

  constructor(runId: string) {
    super(`Run ${runId} was stopped while it was about to tell how it ended.`);
  }
}

type Item = Readonly<Record<string, AttributeValue>>;

/** What a record must say for the teller to tell, and what it says from then on. */
interface TellerCondition {
  readonly expression: string;
  readonly values: Item;
  readonly set: Item;
  /** Whether the record says that another one may still tell, of whom nobody hears if it does not. */
  mustWait(item: Item | undefined): boolean;
}

/** Of a record's tellers only one tells. Another announcement of a stop is left to the first, whose failure Lambda tells. */
export function tellerCondition(teller: Teller, now: Date): TellerCondition {
  const seconds = Math.floor(now.getTime() / 1000);
  const set = { teller: { S: teller }, tellingAt: { N: String(seconds) } };
  if (teller === ITSELF) {
    const expression = '(attribute_not_exists(#teller) OR #teller = :teller)';
    return { expression, values: {}, set, mustWait: () => false };
  }
  return {
    // A run that was skipped stays so: it was stopped when it had nothing left to do.
    expression:
      '(attribute_not_exists(#status) OR #status <> :skipped) AND (attribute_not_exists(#teller) OR #teller = :teller OR (#teller = :itself AND #tellingAt < :ended))',
    values: {
      ':skipped': { S: 'SKIPPED' },
      ':itself': { S: ITSELF },
      ':ended': { N: String(seconds - TELLING_SECONDS) },
    },
    set,
    mustWait: (item) => item?.teller?.S === ITSELF,
  };
}
