import { filterArn } from '../../personalize/arn';
import { filteredDatasets } from '../../personalize/filter-expression';
import { inGroup } from '../step';
import { type NamedResource, named } from './resource-type';

export const filter: NamedResource = {
  ...named('filter', ({ scope, resource }) => filterArn(scope, resource.name), inGroup),
  neededDatasets: ({ resource }) => filteredDatasets(String(resource.request.filterExpression)),
  needsData: true,
  resolution:
    'A filter cannot be changed, and its name is shared by the whole account and region: give it another name, or delete the old filter first.',
};
