import { show } from '../personalize/text';
import { didYouMean } from './did-you-mean';
import { joinPointer, resolvePointer } from './json-pointer';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS } from './problem';
import { characters, type Schema, type Violation, violations } from './schema-violations';
import { sectionAt } from './sections';

/** Checks a parsed file against the JSON Schema: known and required members, types, lengths, patterns, ranges, enums. */
export function checkStructure(file: JsonValue): Finding[] {
  return firstFindings(file, () => true);
}

/** What of the JSON Schema the code relies on, whatever the values are. */
const SHAPE: ReadonlySet<Violation['keyword']> = new Set(['type', 'required', 'additionalProperties']);

/** Known and required members, and types. */
export function checkShape(file: JsonValue): Finding[] {
  return firstFindings(file, ({ keyword }) => SHAPE.has(keyword));
}

function firstFindings(file: JsonValue, counts: (violation: Violation) => boolean): Finding[] {
  const findings: Finding[] = [];
  for (const violation of violations(file)) {
    if (!counts(violation)) continue;
    findings.push(finding(file, violation));
    if (findings.length === MAX_FINDINGS) break;
  }
  return findings;
}

function finding(
  file: JsonValue,
  { keyword, pointer, schema, value, ofKey, member = '' }: Violation,
): Finding {
  if (keyword === 'required') return missing(pointer, member);
  if (keyword === 'additionalProperties') return unknown(file, pointer, schema, member);
  const path = ofKey ? joinPointer(pointer, String(value)) : pointer;
  const place = { severity: 'error', path, value, ...(ofKey && { atKey: true }) } as const;
  const is = ofKey ? `${pointer} has the key ${show(value)}` : `${path || 'The file'} is ${show(value)}`;

  switch (keyword) {
    case 'type':
      return { ...place, rule: 'type', message: `${is}; it must be ${typeNames(schema.type)}.` };
    case 'enum': {
      const { enum: allowed = [] } = schema;
      return {
        ...place,
        rule: 'enum',
        message: `${is}; it must be one of ${allowed.join(', ')}.`,
        hint: typeof value === 'string' ? didYouMean(value, allowed) : undefined,
      };
    }
    case 'pattern': {
      const words = schema.description ?? `of the form ${schema.pattern}`;
      return { ...place, rule: 'pattern', message: `${is}; it must be ${words}.` };
    }
    default: {
      const [rule, unit] = LIMITS[keyword] ?? ['invalid', undefined];
      const bound = `${rule === 'min' ? 'at least' : 'at most'} ${schema[keyword]}`;
      const message =
        unit === undefined
          ? `${is}; it must be ${bound}.`
          : `${is}, which has ${size(value)} ${unit}; it must have ${bound}.`;
      return { ...place, rule, message };
    }
  }
}

/** Rule and unit of the keywords that limit something. */
const LIMITS: Readonly<Record<string, readonly ['min' | 'max', string | undefined]>> = {
  minLength: ['min', 'characters'],
  maxLength: ['max', 'characters'],
  minItems: ['min', 'elements'],
  maxItems: ['max', 'elements'],
  minProperties: ['min', 'members'],
  maxProperties: ['max', 'members'],
  minimum: ['min', undefined],
  maximum: ['max', undefined],
};

function size(value: unknown): number {
  return typeof value === 'string' ? characters(value) : Object.keys(value ?? {}).length;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function typeNames(type: Schema['type'] = []): string {
  return [type]
    .flat()
    .map((name) => TYPE_NAMES[name] ?? name)
    .join(' or ');
}

function missing(pointer: string, name: string): Finding {
  return {
    severity: 'error',
    path: joinPointer(pointer, name),
    value: undefined,
    rule: 'required-member',
    message: `"${name}" is missing in ${pointer || 'the file'}.`,
  };
}

function unknown(file: JsonValue, pointer: string, schema: Schema, name: string): Finding {
  const path = joinPointer(pointer, name);
  const place = { severity: 'error', path, atKey: true, value: resolvePointer(file, path) } as const;
  const section = sectionAt(pointer);
  const supplied = section?.kind === 'serviceConfig' ? section.supplied : {};
  if (Object.hasOwn(supplied, name)) {
    return {
      ...place,
      rule: 'supplied-by-workflow',
      message: `"${name}" is supplied by the workflow: ${supplied[name]}.`,
      hint: 'Leave it out.',
    };
  }
  const known = Object.keys(schema.properties ?? {});
  return {
    ...place,
    rule: 'unknown-member',
    message: `${show(name)} is not known in ${pointer || 'the file'}; known are ${known.join(', ')}.`,
    hint: didYouMean(name, known),
  };
}
