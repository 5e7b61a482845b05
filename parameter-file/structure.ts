import { didYouMean } from './did-you-mean';
import { joinPointer, resolvePointer, splitPointer } from './json-pointer';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS, show } from './problem';
import schemaFile from './schema.json';
import { matchesSchema, type SchemaError } from './schema-validator';
import { sectionAt } from './sections';

/** Checks a parsed file against the JSON Schema: known and required members, types, lengths, patterns, ranges, enums. */
export function checkStructure(file: JsonValue): Finding[] {
  if (matchesSchema(file)) return [];
  return withoutEchoes(matchesSchema.errors ?? [])
    .slice(0, MAX_FINDINGS)
    .map((error) => finding(file, error));
}

/**
 * One fault, one problem: a string that is too long need not match the pattern as well, and a key's fault is not
 * repeated as that of the object.
 */
function withoutEchoes(errors: readonly SchemaError[]): SchemaError[] {
  const faulty = new Set<string>();
  return errors.filter((error) => {
    if (error.keyword === 'propertyNames') return false;
    if (error.keyword === 'required' || error.keyword === 'additionalProperties') return true;
    const place = JSON.stringify([error.instancePath, error.propertyName]);
    if (faulty.has(place)) return false;
    faulty.add(place);
    return true;
  });
}

function finding(file: JsonValue, error: SchemaError): Finding {
  const { instancePath, keyword, params, propertyName } = error;
  if (keyword === 'required') return missing(instancePath, String(params.missingProperty));
  if (keyword === 'additionalProperties') {
    return unknown(file, instancePath, String(params.additionalProperty));
  }
  const path = propertyName === undefined ? instancePath : joinPointer(instancePath, propertyName);
  const value = propertyName === undefined ? resolvePointer(file, instancePath) : propertyName;
  const place = {
    severity: 'error',
    path,
    value,
    ...(propertyName !== undefined && { atKey: true }),
  } as const;
  const is =
    propertyName === undefined
      ? `${path || 'The file'} is ${show(value)}`
      : `${instancePath} has the key ${show(propertyName)}`;
  const limit = Number(params.limit);

  switch (keyword) {
    case 'type':
      return { ...place, rule: 'type', message: `${is}; it must be ${typeNames(params.type)}.` };
    case 'enum': {
      const allowed = params.allowedValues as readonly string[];
      return {
        ...place,
        rule: 'enum',
        message: `${is}; it must be one of ${allowed.join(', ')}.`,
        hint: typeof value === 'string' ? didYouMean(value, allowed) : undefined,
      };
    }
    case 'pattern': {
      const words = schemaAt(instancePath, propertyName !== undefined).description;
      return {
        ...place,
        rule: 'pattern',
        message: `${is}; it must be ${words ?? `of the form ${params.pattern}`}.`,
      };
    }
    default: {
      const [rule, unit] = LIMITS[keyword] ?? ['invalid', undefined];
      const bound = rule === 'min' ? 'at least' : 'at most';
      return unit === undefined
        ? { ...place, rule, message: `${is}; it must be ${bound} ${limit}.` }
        : {
            ...place,
            rule,
            message: `${is}, which has ${size(value)} ${unit}; it must have ${bound} ${limit}.`,
          };
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

/** As JSON Schema counts: characters, not UTF-16 units. */
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

function typeNames(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((name) => TYPE_NAMES[String(name)] ?? String(name)).join(' or ');
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

function unknown(file: JsonValue, pointer: string, name: string): Finding {
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
  const known = Object.keys(schemaAt(pointer, false).properties ?? {});
  return {
    ...place,
    rule: 'unknown-member',
    message: `"${name}" is not known in ${pointer || 'the file'}; known are ${known.join(', ')}.`,
    hint: didYouMean(name, known),
  };
}

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
}

const SCHEMA = schemaFile as unknown as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

/** The schema of the value at the pointer, or of its keys. */
function schemaAt(pointer: string, ofKeys: boolean): Schema {
  const schema = splitPointer(pointer).reduce<Schema>((parent, name) => resolve(child(parent, name)), SCHEMA);
  return ofKeys ? resolve(schema.propertyNames) : schema;
}

function child({ properties, additionalProperties, items }: Schema, name: string): Schema | undefined {
  if (properties && Object.hasOwn(properties, name)) return properties[name];
  return items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function resolve(schema: Schema = {}): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (SCHEMA.$defs[name] ?? {});
}
