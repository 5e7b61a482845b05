import { joinPointer } from '../../lib/parameter-file/json-pointer';
import { ROOT, resolved, type Schema } from './arbitrary-structure';

/** A change in one place of a file. The changed file violates the JSON Schema in that place. */
export interface Mutation {
  readonly what: string;
  /** JSON pointer to the place. */
  readonly path: string;
  /** Returns the whole changed file. The given file is not changed. */
  readonly apply: () => unknown;
}

type Replace = (value: unknown) => unknown;

/** Yields changes of this file, each of which violates the schema in one place. */
export function* mutations(file: unknown): Generator<Mutation> {
  yield* mutationsAt(ROOT, file, '', (changed) => changed);
}

function* mutationsAt(schema: Schema, value: unknown, path: string, replace: Replace): Generator<Mutation> {
  const change = (what: string, changed: unknown, at = path): Mutation => ({
    what,
    path: at,
    apply: () => replace(changed),
  });
  const types = [schema.type].flat();
  yield change('null', null);
  if (!types.includes('number') && !types.includes('integer')) yield change('a number', 7);
  if (!types.includes('boolean')) yield change('true', true);
  if (!types.includes('array')) yield change('a list', []);
  if (typeof value === 'string') yield* stringMutations(schema, value, change);
  else if (typeof value === 'number') yield* numberMutations(schema, value, change);
  else if (Array.isArray(value)) yield* listMutations(schema, value, path, change, replace);
  else if (typeof value === 'object' && value !== null) {
    yield* objectMutations(schema, value as Readonly<Record<string, unknown>>, path, change, replace);
  }
}

type Change = (what: string, changed: unknown, at?: string) => Mutation;

function* stringMutations(schema: Schema, value: string, change: Change): Generator<Mutation> {
  if (schema.maxLength !== undefined) yield change('too long', value.padEnd(schema.maxLength + 1, 'x'));
  if (schema.minLength) yield change('empty', '');
  // No pattern of the schema allows a text that begins with an exclamation mark.
  if (schema.pattern) yield change('another form', `!${value}`);
  if (schema.pattern) yield change('a line break at the end', `${value}\n`);
  if (schema.enum) yield change('another value', `${value}_`);
}

function* numberMutations(schema: Schema, value: number, change: Change): Generator<Mutation> {
  yield change('a text', String(value));
  if (schema.type === 'integer') yield change('a fraction', Math.trunc(value) + 0.5);
  if (schema.minimum !== undefined) yield change('too small', schema.minimum - 1);
  if (schema.maximum !== undefined) yield change('too large', schema.maximum + 1);
}

function* listMutations(
  { items = {}, maxItems }: Schema,
  value: readonly unknown[],
  path: string,
  change: Change,
  replace: Replace,
): Generator<Mutation> {
  if (maxItems !== undefined && value.length > 0) {
    yield change(
      'too many',
      Array.from({ length: maxItems + 1 }, (_, index) => value[index % value.length]),
    );
  }
  for (const [index, element] of value.entries()) {
    yield* mutationsAt(resolved(items), element, joinPointer(path, index), (changed) =>
      replace(value.with(index, changed)),
    );
  }
}

function* objectMutations(
  { properties, required = [], additionalProperties, maxProperties }: Schema,
  value: Readonly<Record<string, unknown>>,
  path: string,
  change: Change,
  replace: Replace,
): Generator<Mutation> {
  // An Avro record: the schema demands nothing of its content, so no change there violates the schema.
  if (properties && additionalProperties !== false) return;
  if (properties) yield change('an unknown member', { ...value, unknownMember: 1 }, joinPointer(path, 'unknownMember'));
  for (const name of required) {
    const { [name]: _, ...rest } = value;
    yield change(`no ${name}`, rest, joinPointer(path, name));
  }
  const [first] = Object.values(value);
  if (maxProperties !== undefined && first !== undefined) {
    const names = Array.from({ length: maxProperties + 1 }, (_, index) => [`n${index}`, first]);
    yield change('too many', Object.fromEntries(names));
  }
  for (const [name, member] of Object.entries(value)) {
    const schema = properties?.[name] ?? additionalProperties;
    if (typeof schema !== 'object') continue;
    yield* mutationsAt(resolved(schema), member, joinPointer(path, name), (changed) =>
      replace({ ...value, [name]: changed }),
    );
  }
}
