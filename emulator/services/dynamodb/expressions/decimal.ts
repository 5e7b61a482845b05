/** The number `units / 10 ** scale`, parsed from decimal text without an exponent, e.g. `-12.5`. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function parse(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

/** Returns a negative number, zero or a positive number. */
export function compareDecimals(one: string, other: string): number {
  if (one === other) return 0;
  const difference = subtract(parse(one), parse(other)).units;
  return difference < 0n ? -1 : Number(difference > 0n);
}

export function addDecimals(one: string, other: string): string {
  const { units, scale } = parse(other);
  return format(subtract(parse(one), { units: -units, scale }));
}

export function subtractDecimals(one: string, other: string): string {
  return format(subtract(parse(one), parse(other)));
}

function subtract(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const units = ({ units: given, scale: own }: Decimal) => given * 10n ** BigInt(scale - own);
  return { units: units(one) - units(other), scale };
}

/** Formats a number without trailing zeros after the decimal point, as DynamoDB returns it. */
function format({ units, scale }: Decimal): string {
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
