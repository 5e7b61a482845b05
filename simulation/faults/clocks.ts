import type { Dice } from './dice';

/**
 * Services whose clocks may be wrong. Functions compare the times in their responses with other times. Step Functions is left out: its
 * clock is assumed to be correct.
 */
const SKEWED_SERVICES = ['personalize', 's3', 'scheduler'] as const;

/** Clock skew. Times in the responses of some services are shifted, and so are the clocks of some functions. The offset of a clock is constant. */
export class Clocks {
  /** Offset of each service's clock, in milliseconds. */
  private readonly offsets: ReadonlyMap<string, number>;

  constructor(private readonly dice: Dice) {
    this.offsets = new Map(SKEWED_SERVICES.map((service) => [service, this.draw(`clock of ${service}`)]));
  }

  /** Draws the offset, in milliseconds, for the clock of a function's new execution environment. */
  offsetOf(functionName: string): number {
    return this.draw(`clock of ${functionName}`);
  }

  /** Shifts the times in a service's response by the offset of its clock. */
  shift(service: string, output: unknown): unknown {
    const offset = this.offsets.get(service) ?? 0;
    return offset === 0 ? output : shifted(output, offset);
  }

  private draw(subject: string): number {
    const offset = this.dice.delay('skew');
    return this.dice.strikes('clockSkewed', subject) ? offset : 0;
  }
}

function shifted(value: unknown, offset: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + offset);
  if (Array.isArray(value)) return value.map((element) => shifted(element, offset));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shifted(member, offset)]));
}

/** True for plain objects, which may contain times. Bodies of S3 objects are not plain: they are streams or bytes. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
