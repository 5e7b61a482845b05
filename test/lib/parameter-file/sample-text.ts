/** Pieces of parameter files as text, so that tests can point at places in them. */

export interface Pieces {
  /** Members of the dataset group's `serviceConfig` beside its name. */
  readonly group?: string;
  /** Members of `datasets`. Default: interactions, items and users. */
  readonly datasets?: readonly string[];
  /** Further members of the file. */
  readonly sections?: readonly string[];
}

/** Fields of the schema that {@link dataset} gives each dataset by default. */
export const FIELDS = {
  interactions: [
    '{"name": "USER_ID", "type": "string"}',
    '{"name": "ITEM_ID", "type": "string"}',
    '{"name": "TIMESTAMP", "type": "long"}',
    '{"name": "EVENT_TYPE", "type": "string"}',
    '{"name": "EVENT_VALUE", "type": "float"}',
  ],
  items: [
    '{"name": "ITEM_ID", "type": "string"}',
    '{"name": "GENRES", "type": "string", "categorical": true}',
    '{"name": "YEAR", "type": "int"}',
    '{"name": "PRICE", "type": "float"}',
    '{"name": "RATING", "type": ["null", "float"]}',
    '{"name": "TITLE", "type": "string", "textual": true}',
    '{"name": "IN_STOCK", "type": "boolean"}',
    '{"name": "NAME", "type": "string", "itemName": true}',
  ],
  users: [
    '{"name": "USER_ID", "type": "string"}',
    '{"name": "AGE", "type": "int"}',
    '{"name": "COUNTRY", "type": "string", "categorical": true}',
  ],
  actions: [
    '{"name": "ACTION_ID", "type": "string"}',
    '{"name": "KIND", "type": "string", "categorical": true}',
    '{"name": "EXPIRATION_TIMESTAMP", "type": ["long", "null"]}',
  ],
  actionInteractions: [
    '{"name": "USER_ID", "type": "string"}',
    '{"name": "ACTION_ID", "type": "string"}',
    '{"name": "EVENT_TYPE", "type": "string"}',
    '{"name": "TIMESTAMP", "type": "long"}',
  ],
} as const;

export type DatasetName = keyof typeof FIELDS;

const RECORD_NAMES: Readonly<Record<DatasetName, string>> = {
  interactions: 'Interactions',
  items: 'Items',
  users: 'Users',
  actions: 'Actions',
  actionInteractions: 'ActionInteractions',
};

export function record(name: string, fields: readonly string[]): string {
  return `{
        "type": "record",
        "name": "${name}",
        "namespace": "com.amazonaws.personalize.schema",
        "fields": [
          ${fields.join(',\n          ')}
        ]
      }`;
}

/**
 * @param schema the Avro record
 * @param schemaMembers members of the schema's `serviceConfig` beside `schema`
 */
export function dataset(
  name: DatasetName,
  schema: string = record(RECORD_NAMES[name], FIELDS[name]),
  schemaMembers: readonly string[] = [`"name": "${name}-schema"`],
): string {
  return `"${name}": {
      "dataset": {"serviceConfig": {"name": "${name}-data"}},
      "schema": {"serviceConfig": {${schemaMembers.join(', ')}, "schema": ${schema}}}
    }`;
}

export const ALL_DATASETS = [dataset('interactions'), dataset('items'), dataset('users')];

/** A file without a `datasets` section, for a dataset group whose datasets come from elsewhere. */
export function fileWithoutDatasets(...sections: readonly string[]): string {
  return `{
  "datasetGroup": {
    "serviceConfig": {"name": "group"}
  }${sections.map((section) => `,\n  ${section}`).join('')}
}
`;
}

export function parameterFile({ group, datasets = ALL_DATASETS, sections = [] }: Pieces = {}): string {
  return `{
  "datasetGroup": {
    "serviceConfig": {"name": "group"${group === undefined ? '' : `, ${group}`}}
  },
  "datasets": {
    ${datasets.join(',\n    ')}
  }${sections.map((section) => `,\n  ${section}`).join('')}
}
`;
}

/** @param members further members of the solution, beside its `serviceConfig` */
export function solution(name: string, recipe: string, config = '', members: readonly string[] = []): string {
  return `{
      "serviceConfig": {"name": "${name}", "recipeArn": "arn:aws:personalize:::recipe/${recipe}"${config === '' ? '' : `, ${config}`}}${members.map((member) => `,\n      ${member}`).join('')}
    }`;
}

export function list(section: string, ...elements: readonly string[]): string {
  return `"${section}": [${elements.join(', ')}]`;
}

/** @param expression the filter expression as in the file, with escaped quotes */
export function filter(name: string, expression: string): string {
  return `{"serviceConfig": {"name": "${name}", "filterExpression": "${expression}"}}`;
}
