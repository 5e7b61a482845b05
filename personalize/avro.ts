/** Whether a dataset schema is Avro at all, before any rule of Personalize: avsc, an implementation of Avro, reads it. */

import type { Schema } from 'avsc';
// Its types alone: with what avsc has for files and remote calls a function's bundle would grow by 50 KB more.
import { Type } from 'avsc/lib/types';

export interface AvroFault {
  /** From the schema's root, e.g. `['fields', 2]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What Avro does not take: namespaces, aliases, orders. avsc stops at the first fault and does not say where, so each field is
 * read on its own if there is one.
 * Defaults are left to {@link defaultFaults}.
 * @param record with a list of fields that are objects
 */
export function avroFaults(record: JsonObject): readonly AvroFault[] {
  const { default: _, ...whole } = record;
  return faults(
    whole,
    fieldsOf(record).map(({ default: _default, ...field }) => field),
  );
}

/** Defaults that their fields' types do not take; that of a union must be of its first type. */
export function defaultFaults(record: JsonObject): readonly AvroFault[] {
  return faults(record, fieldsOf(record)).map(({ path, message }) => ({
    path: [...path, 'default'],
    message,
  }));
}

function faults(record: JsonObject, fields: readonly JsonObject[]): readonly AvroFault[] {
  if (faultOf({ ...record, fields }) === undefined) return [];
  const outside = faultOf({ ...record, fields: [] });
  if (outside !== undefined) return [{ path: [], message: outside }];
  return fields.flatMap((field, index) => {
    const message = faultOf({ ...record, fields: [field] });
    return message === undefined ? [] : [{ path: ['fields', index], message }];
  });
}

function fieldsOf({ fields }: JsonObject): readonly JsonObject[] {
  return Array.isArray(fields) ? fields : [];
}

function faultOf(schema: JsonObject): string | undefined {
  try {
    Type.forSchema(schema as unknown as Schema);
    return undefined;
  } catch (error) {
    // Where avsc stumbles over a value of a wrong type, it says so in terms of its own code.
    if (!(error instanceof Error) || error instanceof TypeError)
      return 'a member has a type that Avro does not allow';
    return error.message;
  }
}
