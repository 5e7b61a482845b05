export type * from './ast';
export { checkFilterExpression, type FilterProblem, filteredDatasets, filteredFields } from './check';
export { type FilterSyntaxError, parseFilterExpression } from './parse';
