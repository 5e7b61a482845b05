import { MEMBER_DESCRIPTIONS } from '../../../lib/parameter-file/json-schema/descriptions';
import { generateJsonSchema } from '../../../lib/parameter-file/json-schema/generate';
import { plain } from './markdown';

/** The keywords of JSON Schema that this reference reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Member {
  /** Path in its chapter, e.g. `serviceConfig.name`. */
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly description: string;
}

const SCHEMA = generateJsonSchema() as unknown as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};

/** A structure with more members than this has its own chapter. A smaller structure is described where it is used. */
const MEMBERS_IN_PLACE = 5;

/** Description that all names share. The introduction gives it once. */
const SAID_ONCE = MEMBER_DESCRIPTIONS.name;

/** Structures that get only a list of their members' names. The description of the whole structure says enough. */
const NAMED_MEMBERS: ReadonlySet<string> = new Set([
  'AutoMLConfig',
  'HPOObjective',
  'IntegerHyperParameterRange',
  'ContinuousHyperParameterRange',
  'CategoricalHyperParameterRange',
]);

export function definition(name: string): Schema {
  const found = SCHEMA.$defs[name];
  if (found === undefined) throw new Error(`The JSON Schema has no definition '${name}'.`);
  return found;
}

/**
 * Returns the members of an object's schema. The members of its small structures are in the list, too. Tags are left
 * out, because their chapter describes them once.
 */
export function membersOf({ properties = {}, required = [] }: Schema, prefix = ''): readonly Member[] {
  return Object.entries(properties)
    .filter(([, { $ref }]) => nameOf($ref) !== 'Tags')
    .flatMap(([member, schema]) => {
      const name = `${prefix}${member}`;
      const inner = structureIn(schema);
      const { description = '' } = schema;
      const row = { name, required: required.includes(member), type: typeText(schema), description };
      if (inner === undefined || hasChapter(inner)) return [row];
      if (NAMED_MEMBERS.has(inner)) return [{ ...row, type: namedMembers(schema, inner) }];
      const members = membersOf(definition(inner), `${name}${isList(schema) ? '[]' : ''}.`);
      return isList(schema) ? [{ ...row, type: `list${rangeOf(schema)}` }, ...members] : members;
    });
}

/** Returns the type of a structure in {@link NAMED_MEMBERS}, e.g. `list ≤100 of name, values`. */
function namedMembers(schema: Schema, inner: string): string {
  const names = Object.keys(definition(inner).properties ?? {}).map((name) => `\`${name}\``);
  return `${isList(schema) ? `list${rangeOf(schema)}` : 'object'} of ${names.join(', ')}`;
}

/** Returns a line for each member. */
export function memberList(members: readonly Member[]): string {
  return members
    .map(({ name, required, type, description }) => {
      const head = `- \`${name}\` (${type}${required ? ', required' : ''})`;
      return description === '' || description === SAID_ONCE ? head : `${head}: ${plain(description)}`;
    })
    .join('\n');
}

/** Returns a line for each named string type of the schema that has a description. {@link typeText} links to the list. */
export function formatList(): string {
  const formats = Object.entries(SCHEMA.$defs)
    .filter(([, schema]) => isFormat(schema))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return formats
    .map(
      ([name, { minLength, maxLength, description = '' }]) =>
        `- ${name}${range(minLength, maxLength)}: ${plain(description)}`,
    )
    .join('\n');
}

/** Names of the structures in an object's members, at any depth, that have a chapter. */
export function chaptersIn(schema: Schema): readonly string[] {
  return Object.values(schema.properties ?? {}).flatMap((member) => {
    const name = structureIn(member);
    if (name === undefined) return [];
    return [...(hasChapter(name) ? [name] : []), ...chaptersIn(definition(name))];
  });
}

/** Anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

/** Name of the structure of a member, or of the elements of its list. */
function structureIn(schema: Schema): string | undefined {
  const named = isList(schema) ? resolve(schema).items : schema;
  const name = nameOf(named?.$ref);
  return name === undefined || name === 'AvroRecord' || definition(name).properties === undefined ? undefined : name;
}

function hasChapter(name: string): boolean {
  return Object.keys(definition(name).properties ?? {}).length > MEMBERS_IN_PLACE;
}

function isFormat({ type, description }: Schema): boolean {
  return type === 'string' && description !== undefined;
}

function isList(schema: Schema): boolean {
  return resolve(schema).type === 'array';
}

function typeText(schema: Schema): string {
  const name = nameOf(schema.$ref);
  if (name === 'AvroRecord') return '[Avro schema](#avro-schemas)';
  if (name !== undefined && isFormat(definition(name))) return `[${name}](#formats)`;
  const { type, items, properties, additionalProperties, enum: values, ...own } = resolve(schema);
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (properties && name !== undefined) return `[${name}](#${anchor(name)})`;
  if (items) return `list${rangeOf(schema)} of ${typeText(items)}`;
  if (typeof additionalProperties === 'object') return `object of ${typeText(additionalProperties)}`;
  return `${String(type)}${range(own.minLength ?? own.minimum, own.maxLength ?? own.maximum)}`;
}

/** Number of elements that a list may have. */
function rangeOf(list: Schema): string {
  const { minItems, maxItems } = resolve(list);
  return range(minItems, maxItems);
}

function range(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return min === undefined || min === 0 ? '' : ` ≥${min}`;
  return min === undefined || min === 0 ? ` ≤${max}` : ` ${min}–${max}`;
}

function nameOf($ref: string | undefined): string | undefined {
  return $ref?.split('/').at(-1);
}

function resolve(schema: Schema): Schema {
  const name = nameOf(schema.$ref);
  return name === undefined ? schema : definition(name);
}
