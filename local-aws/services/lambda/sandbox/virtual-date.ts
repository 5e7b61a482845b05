import type { Clock } from '../../../core/clock';

/**
 * `Date` as a function sees it: without arguments it tells virtual time. What it makes are the host's dates, and all of
 * them are its instances. A plain function, because the SDK asks so often that a Proxy would be felt.
 */
export function virtualDate(clock: Pick<Clock, 'now'>): DateConstructor {
  function VirtualDate(...given: unknown[]): unknown {
    if (new.target === undefined) return new Date(clock.now()).toString();
    // The detour of Reflect would be felt as well.
    if (given.length === 0 && new.target === VirtualDate) return new Date(clock.now());
    return Reflect.construct(Date, given.length === 0 ? [clock.now()] : given, new.target);
  }
  return Object.defineProperties(VirtualDate as unknown as DateConstructor, {
    ...Object.getOwnPropertyDescriptors(Date),
    now: { value: () => clock.now() },
  });
}
