export type * from './ast';
export { checkFilterExpression, type FilterProblem, WILDCARD } from './check';
export { filteredFields } from './fields';
export { type FilterSyntaxError, parseFilterExpression } from './parse';
export { FILTER_EXPRESSION_RULES, type FilterRule } from './rules';
