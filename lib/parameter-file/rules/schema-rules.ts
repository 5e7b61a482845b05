import { defaultFaults } from '../../personalize/avro';
import { LIMITS, limitSource } from '../../personalize/limits';
import { checkSchema, type SchemaProblem } from '../../personalize/schema';
import { SCHEMA_DEMANDS as KINDS } from '../../personalize/schema-rules';
import { show } from '../../text/format';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import { isJsonObject, type JsonObject } from '../json-value';
import type { DatasetOutline, Outline } from '../outline';
import type { Rule, RuleViolation } from './rule';

const RULES_BY_KIND: readonly Rule[] = Object.entries(KINDS).map(([kind, demands]) => ({
  name: kind === 'avro' ? kind : `avro-${kind}`,
  demands,
  *check(outline) {
    for (const { dataset, problem } of schemaProblems(outline)) {
      if (problem.rule === kind) yield violation(dataset, problem);
    }
  },
}));

/**
 * Maximum length of a schema as JSON text. If a schema is an object, a rule checks its length. If a schema is a text, the
 * JSON Schema of the file checks its length.
 */
const MAX_SCHEMA_CHARACTERS = LIMITS.schemaCharacters.max;

const MAX_ACTIONS_COLUMNS = LIMITS.actionsColumns.max;

/** Attributes of a field that Avro or Personalize knows. */
const FIELD_ATTRIBUTES: readonly string[] = [
  'name',
  'type',
  'categorical',
  'textual',
  'itemName',
  'default',
  'doc',
  'order',
  'aliases',
];

export const SCHEMA_RULES: readonly Rule[] = [
  ...RULES_BY_KIND,
  {
    name: 'avro-default',
    // It is undocumented whether Personalize checks defaults.
    severity: 'warning',
    demands: 'A default has the (first) type of its field.',
    *check(outline) {
      const faulty = new Set(schemaProblems(outline).map(({ dataset }) => dataset));
      for (const dataset of outline.datasets) {
        const record = recordOf(dataset);
        if (faulty.has(dataset) || !isJsonObject(record)) continue;
        for (const { path, message } of defaultFaults(record)) {
          yield violation(dataset, { path, message: `The default is not valid Avro: ${message}.` });
        }
      }
    },
  },
  {
    name: 'avro-attribute',
    severity: 'warning',
    demands: 'Attributes of fields are known to Avro or Personalize.',
    *check({ datasets }) {
      for (const dataset of datasets) {
        for (const [index, field] of recordFields(dataset).entries()) {
          for (const name of Object.keys(field)) {
            if (FIELD_ATTRIBUTES.includes(name)) continue;
            const message = `Neither Avro nor Personalize knows the attribute ${show(name)} of a field.`;
            yield {
              ...violation(dataset, { path: ['fields', index, name], message }),
              atKey: typeof dataset.schema.config.schema !== 'string',
              hint: didYouMean(name, FIELD_ATTRIBUTES),
            };
          }
        }
      }
    },
  },
  {
    name: 'avro-columns',
    severity: 'warning',
    demands: `Actions have at most ${MAX_ACTIONS_COLUMNS} columns.`,
    *check({ datasets }) {
      for (const dataset of datasets) {
        const { length } = recordFields(dataset);
        if (dataset.info.datasetType !== 'ACTIONS' || length <= MAX_ACTIONS_COLUMNS) continue;
        const message = `Actions have ${length} columns, AWS allows ${MAX_ACTIONS_COLUMNS} ${limitSource(LIMITS.actionsColumns)}.`;
        yield violation(dataset, { path: ['fields'], message });
      }
    },
  },
  {
    name: 'avro-size',
    demands: `A schema has at most ${MAX_SCHEMA_CHARACTERS} characters.`,
    *check({ datasets }) {
      for (const { schema } of datasets) {
        const record = schema.config.schema;
        const length = isJsonObject(record) ? JSON.stringify(record).length : 0;
        if (length <= MAX_SCHEMA_CHARACTERS) continue;
        const message = `The schema has ${length} characters as text; it must have at most ${MAX_SCHEMA_CHARACTERS}.`;
        yield { path: joinPointer(schema.configPointer, 'schema'), value: length, message };
      }
    },
  },
];

interface SchemaFinding {
  readonly dataset: DatasetOutline;
  readonly problem: SchemaProblem;
}

/** Cache of the problems of each outline's schemas, so that schemas are checked once for all rules. */
const CHECKED = new WeakMap<Outline, readonly SchemaFinding[]>();

function schemaProblems(outline: Outline): readonly SchemaFinding[] {
  const known = CHECKED.get(outline);
  if (known) return known;
  const found = outline.datasets.flatMap((dataset) => {
    const { schema } = dataset.schema.config;
    // Other rules report a schema that is missing or of a wrong type, and a dataset that the domain cannot have.
    if (typeof schema !== 'string' && (typeof schema !== 'object' || schema === null)) return [];
    const domain = dataset.info.allowedInDomains ? outline.domain : undefined;
    const problems = checkSchema(schema, { datasetType: dataset.info.datasetType, ...(domain && { domain }) });
    return problems.map((problem) => ({ dataset, problem }));
  });
  CHECKED.set(outline, found);
  return found;
}

/** Fields of the schema's record. A field that is not an object becomes `{}`, so that the other fields keep their indexes. */
function recordFields(dataset: DatasetOutline): readonly JsonObject[] {
  const record = recordOf(dataset);
  const fields = isJsonObject(record) ? record.fields : undefined;
  return Array.isArray(fields) ? fields.map((field) => (isJsonObject(field) ? field : {})) : [];
}

/** The schema, parsed if it is a text; undefined if the text is not JSON, which another rule reports. */
function recordOf({ schema: { config } }: DatasetOutline): unknown {
  if (typeof config.schema !== 'string') return config.schema;
  try {
    return JSON.parse(config.schema);
  } catch {
    return undefined;
  }
}

function violation({ schema }: DatasetOutline, { path, message }: Omit<SchemaProblem, 'rule'>): RuleViolation {
  const pointer = joinPointer(schema.configPointer, 'schema');
  // A pointer cannot lead into a schema that is a text, so the problem is placed at the whole schema.
  return typeof schema.config.schema === 'string'
    ? { path: pointer, value: schema.config.schema, message }
    : { path: joinPointer(pointer, ...path), value: undefined, message };
}
