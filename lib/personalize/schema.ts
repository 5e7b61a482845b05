/** Personalize's rules for a dataset schema, which is an Avro record named after the dataset type. */

import { show } from '../text/format';
import { avroFaults } from './avro';
import {
  DATASET_TYPES,
  type DatasetType,
  type DatasetTypeInfo,
  type Domain,
  datasetTypeOfRecord,
  type FieldRule,
} from './dataset-types';
import { LIMITS } from './limits';
import {
  isObject,
  problem,
  readFields,
  type SchemaField,
  type SchemaProblem,
  type UnknownObject,
} from './schema-fields';

export type { SchemaField, SchemaProblem };

type Problems = Generator<SchemaProblem>;

export interface SchemaOptions {
  /** The dataset type of the schema. Default: the type to which the name of the record belongs. */
  readonly datasetType?: DatasetType;
  /** Domain of the schema and its dataset group. Default: none, as in a custom dataset group. */
  readonly domain?: Domain;
}

/**
 * Checks a schema against Avro, and against the rules of the Personalize developer guide ("Datasets and schemas"). Features that the guide
 * does not mention are accepted: unions of two types, `namespace`, `version`, further attributes.
 * @param schema JSON text, or its value
 * @returns the violations of Personalize's rules or, if there are none, of Avro's rules
 */
export function checkSchema(schema: unknown, { datasetType, domain }: SchemaOptions = {}): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const record = readRecord(schema, problems);
  if (record === undefined) return problems;
  const info = datasetType === undefined ? typeOfName(record.name) : DATASET_TYPES[datasetType];
  problems.push(...checkRecord(record), ...checkRecordName(record.name, info, domain));
  const fields = readFields(record.fields, problems);
  problems.push(...checkDuplicates(fields));
  if (info !== undefined) {
    problems.push(...checkRequired(record.fields, info, domain), ...checkAgainstType(fields, info, domain));
  }
  // A schema that violates Personalize's rules often violates Avro's rules too. So faults of Avro are reported only if
  // there are no other problems.
  if (problems.length > 0) return problems;
  return avroFaults(record).map(({ path, message }) =>
    problem(path, 'avro', `The schema is not valid Avro: ${message}.`),
  );
}

/**
 * The well-formed fields of a schema, in the order of the csv columns.
 * @param schema JSON text, or its value
 */
export function schemaFields(schema: unknown): SchemaField[] {
  return readFields(readRecord(schema, [])?.fields, []);
}

/**
 * True if models may be trained with the field. Personalize never trains on booleans, nor on strings that are neither categorical nor
 * textual. Source: developer guide, "Configuring columns used when training", read 2026-11-29.
 */
export function isTrainable({ types, categorical, textual }: SchemaField): boolean {
  return types.includes('string') ? categorical || textual : !types.includes('boolean');
}

/** The dataset type of a schema, according to its record name. */
export function schemaDatasetType(schema: unknown): DatasetTypeInfo | undefined {
  return typeOfName(readRecord(schema, [])?.name);
}

function typeOfName(name: unknown): DatasetTypeInfo | undefined {
  return typeof name === 'string' ? datasetTypeOfRecord(name) : undefined;
}

/** @returns the schema as an object; undefined, with a problem reported, if the schema is not a JSON object */
function readRecord(schema: unknown, problems: SchemaProblem[]): UnknownObject | undefined {
  try {
    const record: unknown = typeof schema === 'string' ? JSON.parse(schema) : schema;
    if (isObject(record)) return record;
    problems.push(problem([], 'record', `The schema is ${show(record)}, it must be an Avro record.`));
  } catch (error) {
    problems.push(problem([], 'json', `The schema is not JSON: ${(error as Error).message}.`));
  }
  return undefined;
}

function* checkRecord({ type, fields }: UnknownObject): Problems {
  if (type !== 'record') yield problem(['type'], 'record', `type is ${show(type)}, it must be "record".`);
  if (!Array.isArray(fields) || fields.length === 0) {
    yield problem(['fields'], 'record', 'fields must be a list with at least one field.');
  }
}

function* checkRecordName(name: unknown, info: DatasetTypeInfo | undefined, domain: Domain | undefined): Problems {
  const named = typeOfName(name);
  if (named === undefined) {
    const known = Object.values(DATASET_TYPES).map(({ recordName }) => recordName);
    yield problem(['name'], 'record-name', `name is ${show(name)}, it must be one of: ${known.join(', ')}.`);
  } else if (info !== undefined && named !== info) {
    const text = `name is '${name}', the schema of a dataset of type ${info.datasetType} must be named '${info.recordName}'.`;
    yield problem(['name'], 'record-name', text);
  }
  if (info !== undefined && domain !== undefined && !info.allowedInDomains) {
    const text = `name is '${name}', but a dataset group of domain ${domain} cannot have a dataset of type ${info.recordName}.`;
    yield problem(['name'], 'domain', text);
  }
}

/** Refuses duplicate names. Personalize ignores underscores in the comparison: GENRES_FIELD_1 clashes with GENRESFIELD1. */
function* checkDuplicates(fields: readonly SchemaField[]): Problems {
  const seen = new Map<string, SchemaField>();
  for (const field of fields) {
    const key = field.name.replaceAll('_', '');
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, field);
      continue;
    }
    const text =
      earlier.name === field.name
        ? `Field ${field.name} is duplicated in the schema.`
        : `Field ${field.name} differs from ${earlier.name} only by underscores, which Personalize does not distinguish.`;
    yield problem(['fields', field.index, 'name'], 'duplicate-field', text);
  }
}

/** Checks that required fields exist. A field with a fault counts as present, so that each fault is reported only once. */
function* checkRequired(fields: unknown, info: DatasetTypeInfo, domain: Domain | undefined): Problems {
  const given: unknown[] = Array.isArray(fields) ? fields : [];
  const names = given.map((field) => (isObject(field) ? field.name : undefined));
  for (const { name, types } of info.fields[domain ?? 'CUSTOM'].required) {
    if (names.includes(name)) continue;
    const text = `Field ${name} (${types.join(' or ')}) is missing, a schema for ${kind(info, domain)} requires it.`;
    yield problem(['fields'], 'required-field', text);
  }
  if (info.needsMetadata && given.length < 2) {
    const text = `A schema for ${info.recordName} needs at least one field beside the identifier.`;
    yield problem(['fields'], 'metadata', text);
  }
}

function* checkAgainstType(
  fields: readonly SchemaField[],
  info: DatasetTypeInfo,
  domain: Domain | undefined,
): Problems {
  const { required, reserved } = info.fields[domain ?? 'CUSTOM'];
  const rules = new Map([...required, ...reserved].map((rule) => [rule.name, rule]));
  for (const field of fields) {
    const rule = rules.get(field.name);
    yield* rule === undefined ? checkMetadataField(field, info) : checkRuledField(field, rule, info);
  }
  const metadata = fields.filter(({ name }) => !rules.has(name));
  if (metadata.length > info.maxMetadataFields) {
    const text = `The schema has ${metadata.length} metadata fields, Personalize takes at most ${info.maxMetadataFields} in ${info.recordName}.`;
    yield problem(['fields'], 'quota', text);
  }
  const textual = fields.filter((field) => field.textual);
  if (textual.length > LIMITS.textualFields.max) {
    const names = textual.map(({ name }) => name).join(', ');
    const text = `${textual.length} fields are textual (${names}), Personalize takes at most ${LIMITS.textualFields.max}.`;
    yield problem(['fields'], 'quota', text);
  }
}

function kind({ recordName }: DatasetTypeInfo, domain: Domain | undefined): string {
  return `${recordName} of ${domain === undefined ? 'a custom dataset group' : `domain ${domain}`}`;
}

/** Checks type, nullability and flags of a required or reserved field. */
function* checkRuledField(field: SchemaField, rule: FieldRule, info: DatasetTypeInfo): Problems {
  const path = ['fields', field.index, 'type'];
  const wrong = field.types.filter((type) => !rule.types.includes(type));
  if (field.types.length === 0 || wrong.length > 0) {
    const text = `Field ${field.name} has type ${field.types.join(', ') || 'null'}, Personalize reserves the name for type ${rule.types.join(' or ')}.`;
    yield problem(path, 'reserved-field', text);
  } else if (field.nullable && !rule.nullable) {
    yield problem(path, 'reserved-field', `Field ${field.name} may be null, Personalize requires a value.`);
  }
  if (rule.categorical && !field.categorical) {
    const text = `Field ${field.name} must carry "categorical": true.`;
    yield problem(['fields', field.index], 'categorical', text);
  } else if (!rule.categorical && field.categorical) {
    const text = `Field ${field.name} is reserved by Personalize and must not be categorical.`;
    yield problem(['fields', field.index, 'categorical'], 'categorical', text);
  }
  if (field.textual && !rule.textual) {
    const text = `Field ${field.name} is reserved by Personalize in ${info.recordName} and must not be textual.`;
    yield problem(['fields', field.index, 'textual'], 'textual', text);
  }
}

function* checkMetadataField(field: SchemaField, info: DatasetTypeInfo): Problems {
  const isString = field.types.length === 1 && field.types[0] === 'string';
  const types = field.types.join(', ') || 'null';
  if (field.categorical && !isString) {
    const text = `Field ${field.name} is categorical with type ${types}, only string fields can be categorical.`;
    yield problem(['fields', field.index, 'categorical'], 'categorical', text);
  }
  if (field.textual && (!isString || info.datasetType !== 'ITEMS')) {
    const text = `Field ${field.name} is textual with type ${types} in ${info.recordName}, only string fields of Items can be textual.`;
    yield problem(['fields', field.index, 'textual'], 'textual', text);
  }
}
