import type { Dice } from './dice';

/** Services whose answers carry times that functions compare with others. Step Functions' clock is the right one. */
const SKEWED_SERVICES = ['personalize', 's3', 'scheduler'] as const;

/** Clocks that are some seconds off: of services, by their answers, and of functions' environments. Each stays as far off. */
export class Clocks {
  /** By service, milliseconds. */
  private readonly offsets: ReadonlyMap<string, number>;

  constructor(private readonly dice: Dice) {
    this.offsets = new Map(SKEWED_SERVICES.map((service) => [service, this.draw(`clock of ${service}`)]));
  }

  /** Of a new environment. Milliseconds. */
  offsetOf(functionName: string): number {
    return this.draw(`clock of ${functionName}`);
  }

  /** What the service answers, with the times of its own clock. */
  shift(service: string, output: unknown): unknown {
    const offset = this.offsets.get(service) ?? 0;
    return offset === 0 ? output : shifted(output, offset);
  }

  private draw(subject: string): number {
    const offset = this.dice.delay('skew');
    return this.dice.befalls('clockSkewed', subject) ? offset : 0;
  }
}

function shifted(value: unknown, offset: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + offset);
  if (Array.isArray(value)) return value.map((element) => shifted(element, offset));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shifted(member, offset)]));
}

/** Bodies of objects are streams or bytes, which have no times in them. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
