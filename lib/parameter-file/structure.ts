import { show } from '../text/format';
import { didYouMean } from './did-you-mean';
import { joinPointer, resolvePointer } from './json-pointer';
import { type LimitKeyword, type SchemaError, validate } from './json-schema/validator';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS } from './problem';
import { sectionAt } from './section-walk';

/** Checks a parsed file against the JSON Schema: known and required members, types, lengths, patterns, ranges, enums. */
export function checkStructure(file: JsonValue): Finding[] {
  return firstFindings(file, () => true);
}

/** Keywords of the JSON Schema that check the structure on which the code relies. */
const SHAPE: ReadonlySet<SchemaError['keyword']> = new Set(['type', 'required', 'additionalProperties']);

/** Checks only that all members are known, that required members are present, and that values have the right types. */
export function checkShape(file: JsonValue): Finding[] {
  return firstFindings(file, ({ keyword }) => SHAPE.has(keyword));
}

/** Reports only the first error of each faulty key or value, and at most {@link MAX_FINDINGS} errors. */
function firstFindings(file: JsonValue, counts: (error: SchemaError) => boolean): Finding[] {
  if (validate(file)) return [];
  const findings = new Map<string, Finding>();
  for (const error of validate.errors ?? []) {
    if (!counts(error) || error.keyword === 'propertyNames') continue;
    const found = finding(file, error);
    const place = `${found.atKey ? 'key' : 'value'} ${found.path}`;
    if (!findings.has(place)) findings.set(place, found);
    if (findings.size === MAX_FINDINGS) break;
  }
  return [...findings.values()];
}

function finding(
  file: JsonValue,
  { instancePath, propertyName: key, ...error }: Exclude<SchemaError, { keyword: 'propertyNames' }>,
): Finding {
  if (error.keyword === 'required') return missing(instancePath, error.params.missingProperty);
  if (error.keyword === 'additionalProperties') return unknown(file, instancePath, error.params);
  const path = key === undefined ? instancePath : joinPointer(instancePath, key);
  const value = key ?? resolvePointer(file, path);
  const place = { severity: 'error', path, value, ...(key !== undefined && { atKey: true }) } as const;
  const is = key === undefined ? `${path || 'The file'} is ${show(value)}` : `${instancePath} has the key ${show(key)}`;

  switch (error.keyword) {
    case 'type': {
      const names = [error.params.type].flat().map((name) => TYPE_NAMES[name] ?? name);
      return { ...place, rule: 'type', message: `${is}; it must be ${names.join(' or ')}.` };
    }
    case 'enum': {
      const { allowedValues } = error.params;
      const hint = typeof value === 'string' ? didYouMean(value, allowedValues) : undefined;
      return { ...place, rule: 'enum', message: `${is}; it must be one of ${allowedValues.join(', ')}.`, hint };
    }
    case 'pattern':
      return { ...place, rule: 'pattern', message: `${is}; it must be ${error.params.words}.` };
    default: {
      const [rule, unit] = LIMITS[error.keyword];
      const bound = `${rule === 'min' ? 'at least' : 'at most'} ${error.params.limit}`;
      const demand = unit === undefined ? `; it must be` : `, which has ${size(value)} ${unit}; it must have`;
      return { ...place, rule, message: `${is}${demand} ${bound}.` };
    }
  }
}

/** Name of the rule that each keyword checks, and unit of the keyword's limit. */
const LIMITS: Readonly<Record<LimitKeyword, readonly ['min' | 'max', string | undefined]>> = {
  minLength: ['min', 'characters'],
  maxLength: ['max', 'characters'],
  minItems: ['min', 'elements'],
  maxItems: ['max', 'elements'],
  minProperties: ['min', 'members'],
  maxProperties: ['max', 'members'],
  minimum: ['min', undefined],
  maximum: ['max', undefined],
};

/** Size of a value. Characters are counted as in JSON Schema, not as UTF-16 units. */
function size(value: unknown): number {
  return typeof value === 'string' ? [...value].length : Object.keys(value ?? {}).length;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function missing(pointer: string, name: string): Finding {
  const message = `"${name}" is missing in ${pointer || 'the file'}.`;
  return { severity: 'error', path: joinPointer(pointer, name), value: undefined, rule: 'required-member', message };
}

function unknown(
  file: JsonValue,
  pointer: string,
  { additionalProperty: name, known }: { readonly additionalProperty: string; readonly known: readonly string[] },
): Finding {
  const path = joinPointer(pointer, name);
  const place = { severity: 'error', path, atKey: true, value: resolvePointer(file, path) } as const;
  const section = sectionAt(pointer);
  const supplied = section?.kind === 'serviceConfig' ? section.supplied : {};
  if (Object.hasOwn(supplied, name)) {
    const message = `"${name}" is supplied by the workflow: ${supplied[name]}.`;
    return { ...place, rule: 'supplied-by-workflow', message, hint: 'Leave it out.' };
  }
  const message = `${show(name)} is not known in ${pointer || 'the file'}; known are ${known.join(', ')}.`;
  return {
    ...place,
    rule: 'unknown-member',
    message,
    hint: pointer === '/budget' && MONEY.test(name) ? IN_UNITS : didYouMean(name, known),
  };
}

/** Matches names of members that suggest money. */
const MONEY = /cost|price|money|amount|spend|currenc|dollar|usd|eur|gbp|yen|jpy/i;
const IN_UNITS =
  'A budget is given in the units in which AWS bills, not in money: `plan` shows the units of the file, and their cost.';
