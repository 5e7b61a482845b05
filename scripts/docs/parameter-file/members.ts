import { generateJsonSchema } from '../../../parameter-file/json-schema/generate';

/** The part of JSON Schema that the parameter file's schema uses. */
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
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly description: string;
}

const SCHEMA = generateJsonSchema() as unknown as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};

/** Definitions with their own chapter, and its title. */
const CHAPTERS: Readonly<Record<string, string>> = {
  Tags: 'tags',
  Schedule: 'schedule',
  Duration: 'duration',
  AvroRecord: 'Avro schema',
};

export function definition(name: string): Schema {
  const found = SCHEMA.$defs[name];
  if (found === undefined) throw new Error(`The JSON Schema has no definition '${name}'.`);
  return found;
}

const TAGS_LINK = '[tags](#tags)';

/** The members of an object's schema. Tags are described once, in their chapter. */
export function membersOf({ properties = {}, required = [] }: Schema): readonly Member[] {
  return Object.entries(properties).map(([name, schema]) => {
    const type = typeText(schema);
    return {
      name,
      required: required.includes(name),
      type,
      description: type === TAGS_LINK ? '' : (schema.description ?? ''),
    };
  });
}

export function memberTable(members: readonly Member[]): string {
  const rows = members.map(
    ({ name, required, type, description }) =>
      `| \`${name}\`${required ? ' (required)' : ''} | ${type} | ${plain(description)} |`,
  );
  return ['| Member | Type | Description |', '|---|---|---|', ...rows].join('\n');
}

/** Every named text with a form of its own, as {@link typeText} links to them. */
export function formatTable(): string {
  const rows = Object.entries(SCHEMA.$defs)
    .filter(([, schema]) => isFormat(schema))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, { minLength, maxLength, description = '' }]) =>
        `| ${name} | ${plain(description)} | ${minLength ? `${minLength} to ` : 'up to '}${maxLength} |`,
    );
  return ['| Format | Value | Characters |', '|---|---|---|', ...rows].join('\n');
}

function isFormat({ type, description }: Schema): boolean {
  return type === 'string' && description !== undefined;
}

/** Escapes text for Markdown: neither HTML nor the end of a table cell. */
export function plain(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** Names of the structures in an object's members, at any depth, each once, in order. */
export function structuresIn(schema: Schema, found: Set<string> = new Set()): Set<string> {
  const name = definitionName(schema);
  const resolved = resolve(schema);
  if (name !== undefined) {
    if (found.has(name) || name in CHAPTERS) return found;
    if (resolved.properties) found.add(name);
  }
  const inner = [...Object.values(resolved.properties ?? {}), resolved.items, resolved.additionalProperties];
  for (const child of inner) if (typeof child === 'object') structuresIn(child, found);
  return found;
}

function typeText(schema: Schema): string {
  const name = definitionName(schema);
  if (name !== undefined && name in CHAPTERS)
    return name === 'Tags' ? TAGS_LINK : `[${CHAPTERS[name]}](#${anchor(`${CHAPTERS[name]}s`)})`;
  if (name !== undefined && isFormat(definition(name))) return `[${name}](#formats)`;
  const { type, items, properties, additionalProperties, enum: values, ...own } = resolve(schema);
  if (values) return values.map((value) => `\`${value}\``).join(' or ');
  if (properties && name !== undefined) return `[${name}](#${anchor(name)})`;
  if (items) return `list${range(own.minItems, own.maxItems, 'elements')}, each: ${typeText(items)}`;
  if (typeof additionalProperties === 'object') return `object, each member: ${typeText(additionalProperties)}`;
  if (type === 'string') return `string${range(own.minLength, own.maxLength, 'characters')}`;
  return `${String(type)}${range(own.minimum, own.maximum)}`;
}

function range(min: number | undefined, max: number | undefined, unit?: string): string {
  const words = unit === undefined ? '' : ` ${unit}`;
  if (max === undefined) return min === undefined || min === 0 ? '' : `, at least ${min}${words}`;
  return min === undefined || min === 0 ? `, up to ${max}${words}` : `, ${min} to ${max}${words}`;
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function definitionName({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

function resolve(schema: Schema): Schema {
  const name = definitionName(schema);
  return name === undefined ? schema : definition(name);
}
