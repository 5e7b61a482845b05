import type { SchemaField } from '../../../../lib/personalize/schema';
import type { Row } from '../data/dataset-contents';
import { valueProblem } from '../data/field-values';
import { invalidInput } from '../errors';

/**
 * Returns the row of an event or a record, made from its members and its `properties`. `properties` is a JSON object
 * whose keys are the schema's field names in camel case (developer guide, "Importing individual records", read
 * 2026-11-29). Field names in the schema's own spelling are accepted too. It is unconfirmed which properties AWS
 * refuses: `personalize-event-properties` in docs/local-aws.md.
 * @param where path of the event or record, used in messages, e.g. `eventList[0]`
 * @throws ServiceError InvalidInputException if `properties` is not a JSON object, or if a field is unknown, given
 * twice or invalid
 */
export function rowOf(
  where: string,
  fields: readonly SchemaField[],
  members: Readonly<Record<string, string | undefined>>,
  properties: string | undefined,
): Row {
  const given = new Map(Object.entries(members).filter(([, value]) => value !== undefined));
  for (const [key, value] of Object.entries(parsed(where, properties))) {
    const field = fields.find(({ name }) => name === key || camelCase(name) === key);
    if (field === undefined) {
      const known = fields.map(({ name }) => camelCase(name)).join(', ');
      throw invalidInput(
        `${where}.properties has '${key}', which is not a field of the schema: its fields are ${known}.`,
      );
    }
    const is = `${where}.properties.${key} is ${JSON.stringify(value).slice(0, 50)}`;
    if (given.has(field.name))
      throw invalidInput(`${is}, but ${field.name} is given already: leave one of the two out.`);
    given.set(field.name, value === null ? undefined : textOf(value, field, is));
  }
  return new Map(
    fields.map((field) => {
      const value = given.get(field.name) ?? null;
      const problem = valueProblem(field, value);
      if (problem === undefined) return [field.name, value];
      const shown = value === null ? '' : `'${value.slice(0, 50)}' `;
      throw invalidInput(`${where} does not fit the schema: ${field.name} ${shown}${problem}.`);
    }),
  );
}

function parsed(where: string, properties = '{}'): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(properties);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Text that is not JSON is refused below, together with JSON that is not an object.
  }
  throw invalidInput(`${where}.properties is '${properties.slice(0, 50)}', it must be a JSON object.`);
}

/**
 * Converts a property's value to the text that a csv would have. Numbers may be given as texts, e.g. `{"numberOfRatings": "12"}`. Several
 * categories are given as one text, e.g. "Horror|Action" (API reference, Item, read 2026-11-29).
 * @param is first words of an error message, with the property and its value, e.g. `eventList[0].properties.price is true`
 */
function textOf(value: unknown, { name, types }: SchemaField, is: string): string {
  const isText = types.includes('string');
  if (typeof value === 'string' || (!isText && ['number', 'boolean'].includes(typeof value))) return String(value);
  const rule = isText ? 'a text' : types.includes('boolean') ? 'a text, true or false' : 'a text or a number';
  throw invalidInput(`${is}, it must be ${rule}: field ${name} is of type ${types.join(' or ')}.`);
}

/** Converts `ITEM_GENRE` to `itemGenre`. */
function camelCase(name: string): string {
  return name.toLowerCase().replaceAll(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
