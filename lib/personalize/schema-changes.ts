import { schemaFields } from './schema';
import type { SchemaField } from './schema-fields';

export interface FieldChange {
  readonly name: string;
  /** The field in each schema. `before` is absent if the field is new. `after` is absent if the field was removed. */
  readonly before?: SchemaField;
  readonly after?: SchemaField;
}

/**
 * Fields that differ between two schemas in types or flags, or that only one of them has. Fields of the same name are compared.
 * @param before earlier schema. Both schemas are JSON texts of valid schemas
 */
export function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
  const [old, now] = [before, after].map((schema) => new Map(schemaFields(schema).map((field) => [field.name, field])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])]
    .map((name) => ({ name, before: old?.get(name), after: now?.get(name) }))
    .filter((change) => describeField(change.before) !== describeField(change.after));
}

/**
 * True if UpdateDataset accepts a schema with these changes: no existing field changes or is removed, and each new field allows null.
 * Source: https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html, read 2026-11.
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
