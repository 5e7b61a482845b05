import { datasetArn, schemaArn } from '../../personalize/arn';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { datasetOf, inGroup, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import { type NamedResource, named } from './resource-type';

export const dataset: NamedResource = {
  ...named('dataset', ownDatasetArn, (step) => ({
    ...inGroup(step),
    datasetType: datasetOf(step).datasetType,
    schemaArn: ownSchemaArn(step),
  })),
  differences: async (step, { description }) => {
    const found = differences({ ...desiredMembers(step), schemaArn: ownSchemaArn(step) }, description);
    // Interactions, actions and action interactions keep their first schema: for them UpdateDataset is refused.
    if (DATASET_TYPES[datasetOf(step).datasetType].updatable) return found;
    return found.map((each) => (each.member === 'schemaArn' ? { ...each, member: 'schema' } : each));
  },
  updatable: ['schemaArn'],
  updateRequest: (step, { arn }) => ({ datasetArn: arn, schemaArn: ownSchemaArn(step) }),
  resolution:
    'Personalize cannot change this of a dataset: set the file back, or delete the dataset so that it is created anew.',
};

/** Of the dataset to which the step's dataset or import job belongs. */
export function ownDatasetArn(step: Step): string {
  return datasetArn(step.scope, step.state.datasetGroup.name, datasetOf(step).datasetType);
}

function ownSchemaArn(step: Step): string {
  return schemaArn(step.scope, datasetOf(step).schema.name);
}
