import type { Clock } from '../../../core/clock';

/**
 * Returns the `Date` that a Lambda function sees. Its constructor without arguments gives the virtual time. Its
 * instances are ordinary `Date`s of the host. A Proxy would be too slow for the SDK's many calls.
 */
export function virtualDate(clock: Pick<Clock, 'now'>): DateConstructor {
  function VirtualDate(...given: unknown[]): unknown {
    if (new.target === undefined) return new Date(clock.now()).toString();
    // Common calls take this short path, because `Reflect.construct` is slow.
    if (new.target === VirtualDate && given.length < 2)
      return new Date(given.length === 0 ? clock.now() : (given[0] as number));
    return Reflect.construct(Date, given.length === 0 ? [clock.now()] : given, new.target);
  }
  return Object.defineProperties(VirtualDate as unknown as DateConstructor, {
    ...Object.getOwnPropertyDescriptors(Date),
    now: { value: () => clock.now() },
  });
}
