import type { Clock } from '../../clock';

/** `Date` as a function sees it: without arguments it tells virtual time. */
export function virtualDate(clock: Pick<Clock, 'now'>): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [clock.now()] : args, newTarget),
    apply: () => new Date(clock.now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? () => clock.now() : Reflect.get(target, property, receiver),
  });
}
