import { filterArn } from '../../personalize/arn';
import { filteredDatasets } from '../../personalize/filter-expression';
import { differences } from '../differences';
import { groupArn } from '../step';
import { wishedMembers } from './desired-members';
import { findByArn } from './find-by-arn';
import type { NamedKind } from './resource-type';

export const filter: NamedKind = {
  type: 'filter',
  find: (step) => findByArn(step, 'filter', filterArn(step.scope, step.resource.name)),
  neededDatasets: ({ resource }) => filteredDatasets(String(resource.request.filterExpression)),
  needsData: true,
  createRequest: async (step) => ({ ...step.resource.request, datasetGroupArn: groupArn(step) }),
  differences: async (step, { description }) =>
    differences({ ...wishedMembers(step), datasetGroupArn: groupArn(step) }, description),
  updatable: [],
  resolution:
    'A filter cannot be changed, and its name is shared by the whole account and region: give it another name, or delete the old filter first.',
};
