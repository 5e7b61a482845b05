import { datasetArn, schemaArn } from '../../personalize/arn';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { fieldChanges, isExtension } from '../../personalize/schema-changes';
import { datasetOf, inGroup, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import { type NamedResource, named } from './resource-type';

/** Member of the difference that an update of the schema brings. */
const ADDED_FIELDS = 'fields';

export const dataset: NamedResource = {
  ...named('dataset', ownDatasetArn, (step) => ({
    ...inGroup(step),
    datasetType: datasetOf(step).datasetType,
    schemaArn: ownSchemaArn(step),
  })),
  differences: async (step, { description }) => {
    const found = differences({ ...desiredMembers(step), schemaArn: ownSchemaArn(step) }, description);
    if (found.every(({ member }) => member !== 'schemaArn')) return found;
    const before = await step.personalize.describe('schema', String(description.schemaArn));
    const { datasetType, schema } = datasetOf(step);
    const fields = { actual: before?.schema, desired: schema.request.schema };
    const changes = fieldChanges(fields.actual, fields.desired);
    // Interactions, actions and action interactions keep their first schema: for them UpdateDataset is refused.
    const isUpdate = DATASET_TYPES[datasetType].updatable && isExtension(changes);
    return [
      ...found.map((each) => (each.member === 'schemaArn' && !isUpdate ? { ...each, member: 'schema' } : each)),
      ...(changes.length > 0 ? [{ member: isUpdate ? ADDED_FIELDS : 'schema', ...fields }] : []),
    ];
  },
  updatable: ['schemaArn', ADDED_FIELDS],
  updateRequest: (step, { arn }) => ({ datasetArn: arn, schemaArn: ownSchemaArn(step) }),
  resolution:
    'Personalize cannot change this of a dataset (of items and users it can add fields that allow null): set the file back, or delete the dataset so that it is created anew.',
};

/** Of the dataset to which the step's dataset or import job belongs. */
export function ownDatasetArn(step: Step): string {
  return datasetArn(step.scope, step.state.datasetGroup.name, datasetOf(step).datasetType);
}

function ownSchemaArn(step: Step): string {
  return schemaArn(step.scope, datasetOf(step).schema.name);
}
