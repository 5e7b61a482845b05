export type * from './ast';
export {
  checkFilterExpression,
  type FilterProblem,
  type FilterSchemas,
  filteredFields,
  MAX_FIELDS_PER_FILTER,
} from './check';
export { type FilterSyntaxError, parseFilterExpression } from './parse';
