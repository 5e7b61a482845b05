import { datasetArn, schemaArn } from '../../personalize/arn';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { datasetOf, groupArn, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import type { NamedResource } from './resource-type';
import { findByArn } from './resource-type';

export const dataset: NamedResource = {
  type: 'dataset',
  find: (step) =>
    findByArn(step, 'dataset', datasetArn(step.scope, step.state.datasetGroup.name, datasetOf(step).datasetType)),
  createRequest: async (step) => ({
    ...step.resource.request,
    datasetGroupArn: groupArn(step),
    datasetType: datasetOf(step).datasetType,
    schemaArn: ownSchemaArn(step),
  }),
  differences: async (step, { description }) => {
    const found = differences({ ...desiredMembers(step), schemaArn: ownSchemaArn(step) }, description);
    // Interactions, actions and action interactions keep their first schema: for them UpdateDataset is refused.
    return DATASET_TYPES[datasetOf(step).datasetType].updatable
      ? found
      : found.map((difference) =>
          difference.member === 'schemaArn' ? { ...difference, member: 'schema' } : difference,
        );
  },
  updatable: ['schemaArn'],
  updateRequest: (step, { arn }) => ({ datasetArn: arn, schemaArn: ownSchemaArn(step) }),
  resolution:
    'Personalize cannot change this of a dataset: set the file back, or delete the dataset so that it is created anew.',
};

function ownSchemaArn(step: Step): string {
  return schemaArn(step.scope, datasetOf(step).schema.name);
}
