import { schemaFields } from './schema';
import type { SchemaField } from './schema-fields';

export interface FieldChange {
  readonly name: string;
  /** The field in each schema. `before` is absent if the field is new, `after` if it was removed. */
  readonly before?: SchemaField;
  readonly after?: SchemaField;
}

/**
 * Differences between the fields of two schemas, by name.
 * @param before JSON text of a valid schema, like `after`
 */
export function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
  const [old, now] = [before, after].map((schema) => new Map(schemaFields(schema).map((field) => [field.name, field])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((name) => ({ name, before: old?.get(name), after: now?.get(name) }))
    .filter((change) => describeField(change.before) !== describeField(change.after));
}

/**
 * True if UpdateDataset takes a schema with these changes: every existing field stays as it is, and each new one allows null. Source:
 * https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html, read 2026-11.
 */
export function isExtension(changes: readonly FieldChange[]): boolean {
  return changes.every(({ before, after }) => before === undefined && after?.nullable === true);
}

/** Text such as `+ field COUNTRY (string, null)`, `- field AGE`, `~ field AGE: int -> long`. */
export function describeFieldChange({ name, before, after }: FieldChange): string {
  if (before === undefined) return `+ field ${name} (${describeField(after)})`;
  if (after === undefined) return `- field ${name}`;
  return `~ field ${name}: ${describeField(before)} -> ${describeField(after)}`;
}

/** Types and flags of a field. The position of `null` among the types does not matter. */
function describeField(field: SchemaField | undefined): string {
  if (field === undefined) return '';
  const { types, nullable, categorical, textual, itemName } = field;
  const flags = { null: nullable, categorical, textual, itemName };
  return [...types, ...Object.entries(flags).flatMap(([flag, isSet]) => (isSet ? [flag] : []))].join(', ');
}
