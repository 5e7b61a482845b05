import type { Clock } from '../../../core/clock';

/**
 * Returns the `Date` that a Lambda function sees: without arguments, it gives virtual time. It creates ordinary `Date`s of the host, and
 * `instanceof` holds for every `Date` of the host. It is a plain function, because the SDK uses it so often that a Proxy would be slow.
 */
export function virtualDate(clock: Pick<Clock, 'now'>): DateConstructor {
  function VirtualDate(...given: unknown[]): unknown {
    if (new.target === undefined) return new Date(clock.now()).toString();
    // The common calls do not use Reflect, which is slow too.
    if (new.target === VirtualDate && given.length < 2)
      return new Date(given.length === 0 ? clock.now() : (given[0] as number));
    return Reflect.construct(Date, given.length === 0 ? [clock.now()] : given, new.target);
  }
  return Object.defineProperties(VirtualDate as unknown as DateConstructor, {
    ...Object.getOwnPropertyDescriptors(Date),
    now: { value: () => clock.now() },
  });
}
