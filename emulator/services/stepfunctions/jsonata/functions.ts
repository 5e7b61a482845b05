import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '../../../core/clock';
import { Random } from '../../../core/random';

/** Algorithms of `$hash`: names in Node.js, by the names in Step Functions. */
const HASH_ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Maximum number of elements of a range. JSONata's error D2014 names the same limit for the range operator. */
const MAX_RANGE = 1e6;

interface FunctionDefinition {
  readonly name: string;
  readonly signature: string;
  readonly implementation: Parameters<jsonata.Expression['registerFunction']>[1];
}

/**
 * Returns the functions that Step Functions adds to JSONata: $partition, $range, $hash, $random, $uuid, $parse. Also returns
 * replacements for functions of JSONata that would read the computer's clock or unseeded random numbers.
 */
export function stepFunctionsFunctions(clock: Clock, random: Random): readonly FunctionDefinition[] {
  const format = jsonata('$fromMillis($millis, $picture, $timezone)');
  const parseDate = jsonata('($useVirtualTime(); $toMillis($text, $picture))');
  // If the format has a time but no date, $toMillis takes the date from `environment.timestamp`.
  parseDate.registerFunction('useVirtualTime', function () {
    Object.assign(this.environment, { timestamp: new Date(clock.now()) });
  });
  return [
    { name: 'partition', signature: '<an:a<a>>', implementation: partition },
    { name: 'range', signature: '<nnn:a<n>>', implementation: range },
    { name: 'hash', signature: '<xs:s>', implementation: hash },
    { name: 'parse', signature: '<s:x>', implementation: parse },
    {
      name: 'random',
      signature: '<n?:n>',
      implementation: (seed?: number) => (seed === undefined ? random : new Random(Math.trunc(seed))).float(),
    },
    { name: 'uuid', signature: '<:s>', implementation: () => random.uuid() },
    { name: 'shuffle', signature: '<a:a>', implementation: (list?: unknown[]) => shuffle(random, list) },
    { name: 'millis', signature: '<:n>', implementation: () => clock.now() },
    {
      name: 'now',
      signature: '<s?s?:s>',
      implementation: (picture?: string, timezone?: string) =>
        format.evaluate(undefined, { millis: clock.now(), picture, timezone }),
    },
    {
      name: 'toMillis',
      signature: '<s-s?:n>',
      implementation: (text?: string, picture?: string) => parseDate.evaluate(undefined, { text, picture }),
    },
  ];
}

function partition(list: unknown[] | undefined, size: number): unknown[][] | undefined {
  if (list === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1) throw new Error(`$partition needs a positive whole size, got ${size}.`);
  const parts: unknown[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}

/**
 * Returns a range, in the form of JSONata's sequences. A range of one value is the value itself, not an array (recorded on AWS). An empty
 * range is undefined.
 */
function range(first: number, last: number, step: number): number[] | number | undefined {
  if (step === 0) throw new Error('The step of $range must not be 0.');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE) throw new Error(`$range would give ${length} values; the limit is ${MAX_RANGE}.`);
  const values = Array.from({ length }, (_, index) => first + index * step);
  return values.length > 1 ? values : values[0];
}

function hash(data: unknown, algorithm: string): string | undefined {
  if (data === undefined) return undefined;
  const known = Object.hasOwn(HASH_ALGORITHMS, algorithm) ? HASH_ALGORITHMS[algorithm] : undefined;
  if (known === undefined) {
    throw new Error(`$hash supports ${Object.keys(HASH_ALGORITHMS).join(', ')}, not '${algorithm}'.`);
  }
  return createHash(known)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function shuffle(random: Random, list: unknown[] | undefined): unknown[] | undefined {
  const copy = list?.slice();
  for (let last = (copy?.length ?? 0) - 1; copy !== undefined && last > 0; last -= 1) {
    const other = random.integer(0, last);
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
