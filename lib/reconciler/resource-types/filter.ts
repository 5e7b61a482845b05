import { filterArn } from '../../personalize/arn';
import { filteredDatasets } from '../../personalize/filter-expression/fields';
import { inGroup, type Step } from '../step';
import { type NamedResource, named } from './resource-type';

const filtered = ({ resource }: Pick<Step, 'resource'>) => filteredDatasets(String(resource.request.filterExpression));

export const filter: NamedResource = {
  ...named('filter', ({ scope, resource }) => filterArn(scope, resource.name), inGroup),
  neededDatasets: filtered,
  neededData: filtered,
  resolution:
    'A filter cannot be changed, and filter names are unique in an account and region: give this filter another name, or delete the old filter first.',
};
