import type { Clock } from '../../../core/clock';

/**
 * Returns `Date` as a function sees it: without arguments it is virtual time. It creates dates of the host, and all of those are its
 * instances. It is a plain function, because the SDK uses it so often that a Proxy would be slow.
 */
export function virtualDate(clock: Pick<Clock, 'now'>): DateConstructor {
  function VirtualDate(...given: unknown[]): unknown {
    if (new.target === undefined) return new Date(clock.now()).toString();
    // Reflect would be slow as well.
    if (new.target === VirtualDate && given.length < 2)
      return new Date(given.length === 0 ? clock.now() : (given[0] as number));
    return Reflect.construct(Date, given.length === 0 ? [clock.now()] : given, new.target);
  }
  return Object.defineProperties(VirtualDate as unknown as DateConstructor, {
    ...Object.getOwnPropertyDescriptors(Date),
    now: { value: () => clock.now() },
  });
}
