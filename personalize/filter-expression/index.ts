export type * from './ast';
export { checkFilterExpression, type FilterProblem, filteredFields } from './check';
export { filteredDatasets } from './datasets';
export { type FilterSyntaxError, parseFilterExpression } from './parse';
