import { filterArn } from '../../personalize/arn';
import { filteredDatasets } from '../../personalize/filter-expression';
import { groupArn } from '../step';
import { desiredMembers, differences } from './differences';
import type { NamedResource } from './resource-type';
import { findByArn } from './resource-type';

export const filter: NamedResource = {
  type: 'filter',
  find: (step) => findByArn(step, 'filter', filterArn(step.scope, step.resource.name)),
  neededDatasets: ({ resource }) => filteredDatasets(String(resource.request.filterExpression)),
  needsData: true,
  createRequest: async (step) => ({ ...step.resource.request, datasetGroupArn: groupArn(step) }),
  differences: async (step, { description }) =>
    differences({ ...desiredMembers(step), datasetGroupArn: groupArn(step) }, description),
  updatable: [],
  resolution:
    'A filter cannot be changed, and its name is shared by the whole account and region: give it another name, or delete the old filter first.',
};
