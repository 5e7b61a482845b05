import type { Context } from '../context';
import { invalidInput } from '../errors';
import { assertUsable } from '../filter-restrictions';
import { LiveData } from '../live-data';
import { textMember } from '../resource';
import { isActive } from '../statuses';
import { parsedFilter } from '../types/filter';
import { compileFilter, type FilterSubject } from './filter';
import type { FilterValues } from './values';

export interface FilterRequest {
  readonly filterArn?: string;
  readonly filterValues?: FilterValues;
}

/**
 * Returns a test for the ids of items, actions or users: true if the id passes the request's filter, according to the current data. If the
 * request has no filter, all ids pass.
 * @param recipe name of the recipe that answers the request
 * @throws ServiceError ResourceNotFoundException if the filter does not exist; InvalidInputException if the filter or its values cannot be
 * used, or if values are given without a filter
 */
export function appliedFilter(
  { filterArn, filterValues = {} }: FilterRequest,
  subject: FilterSubject,
  datasetGroupArn: string,
  recipe: string,
  context: Context,
): (id: string) => boolean {
  if (filterArn === undefined) {
    if (Object.keys(filterValues).length === 0) return () => true;
    throw invalidInput('filterValues is given without filterArn: it has values for the parameters of a filter.');
  }
  const filter = context.store.get('filter', filterArn);
  if (filter.members.datasetGroupArn !== datasetGroupArn) {
    throw invalidInput(`Filter ${filterArn} is not of dataset group ${datasetGroupArn}: use a filter of this group.`);
  }
  if (!isActive(filter.status)) {
    throw invalidInput(`Filter ${filterArn} is not ACTIVE: its status is ${filter.status}.`);
  }
  const expression = parsedFilter(textMember(filter, 'filterExpression'));
  assertUsable(expression, recipe);
  const live = new LiveData(datasetGroupArn, context);
  return compileFilter(expression, filterValues, subject, {
    item: (id) => live.record('ITEMS', id)?.row,
    user: (id) => live.record('USERS', id)?.row,
    action: (id) => live.record('ACTIONS', id)?.row,
    events: (dataset, user) => live.events(dataset === 'Interactions' ? 'INTERACTIONS' : 'ACTION_INTERACTIONS', user),
  });
}
