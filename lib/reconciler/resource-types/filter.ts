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
    'A filter cannot be changed, and its name is shared by the whole account and region: give it another name, or delete the old filter first.',
};
