import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateJsonSchema } from '../../../../lib/parameter-file/json-schema/generate';
import { generatedFiles } from '../../../../lib/parameter-file/json-schema/write';
import { memberNames } from '../../../../lib/personalize/api-model';
import { RESOURCE_TYPES } from '../../../../lib/personalize/resource-types';

const PROJECT_ROOT = join(__dirname, '../../../..');

type Schema = Readonly<Record<string, unknown>>;

/** Yields the schema of each member within a schema, with its place. */
function* memberSchemas(schema: Schema, place: string): Generator<readonly [string, Schema]> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const [name, inner] of keyword === 'properties' ? Object.entries(value as Schema) : []) {
      yield [`${place}/${name}`, inner as Schema];
    }
    yield* memberSchemas(value as Schema, `${place}/${keyword}`);
  }
}

describe('the JSON Schema', () => {
  it.each(Object.entries(generatedFiles()))(
    'has in %s exactly the content that lib/parameter-file/json-schema/write.ts generates',
    (path, generated) => {
      // Act
      const committed = readFileSync(join(PROJECT_ROOT, path), 'utf8');

      // Assess: toBe(true), because a failure must not print a hundred thousand characters
      expect(committed === generated).toBe(true);
    },
  );

  it('describes, for editors, every member whose name does not say what it is', () => {
    // Prepare
    const definitions = Object.entries(generateJsonSchema().$defs as Readonly<Record<string, Schema>>);
    const byName = new Map(definitions);
    // These members need no description, because their names say what they are.
    const plain = /HyperParameterRange|HPOObjective|AutoMLConfig|AvroRecord/;

    // Act
    const silent = [...memberSchemas(generateJsonSchema(), '#')].filter(([place, schema]) => {
      const target = byName.get(String(schema.$ref).split('/').at(-1) ?? '');
      return !schema.description && !target?.description && !plain.test(place);
    });

    // Assess
    expect(silent.map(([place]) => place)).toEqual([]);
  });

  it('has every member that users may set in a Create request', () => {
    // Prepare
    const definitions = generateJsonSchema().$defs as Readonly<Record<string, Schema>>;
    const supplied = new Set([
      ...['datasetGroupArn', 'schemaArn', 'datasetType', 'datasetArn', 'dataSource', 'solutionArn'],
      ...['solutionVersionArn', 'jobName', 'jobInput', 'jobOutput', 'metricsOutputConfig'],
    ]);
    const requests = Object.values(RESOURCE_TYPES).map(({ create }) => `${create}Request`);

    // Act
    const missing = requests.flatMap((request) =>
      memberNames(request)
        .filter((name) => !supplied.has(name) && !Object.hasOwn(definitions[request]?.properties ?? {}, name))
        .map((name) => `${request}.${name}`),
    );

    // Assess
    expect(missing).toEqual([
      // The deployment supplies every role except the role for a KMS key.
      'CreateDatasetImportJobRequest.roleArn',
      'CreateBatchInferenceJobRequest.roleArn',
      'CreateBatchSegmentJobRequest.roleArn',
      // No parameter file describes a deletion of users.
      'CreateDataDeletionJobRequest.roleArn',
      'CreateDataDeletionJobRequest.tags',
    ]);
  });
});
