/**
 * Rules of Personalize for filters, in addition to the grammar of filter expressions. Source: "Guidelines and
 * requirements" (https://docs.aws.amazon.com/personalize/latest/dg/filter-expression-guidelines-requirements.html),
 * read 2026-11-25.
 */

import type { Condition, FilterExpression } from '../../../lib/personalize/filter-expression';
import { invalidInput } from './errors';
import { listsUsers, recommendsActions, refusesInteractionsFilters, relatesItems } from './recipe-facts';

/**
 * Checks the rules that are the same for all dataset groups and recipes.
 * @throws ServiceError InvalidInputException if the filter breaks a rule
 */
export function assertPossible(expression: FilterExpression): void {
  for (const { field, operator, value } of conditionsOf(expression)) {
    if (operator === 'NOT IN' && value.kind === 'placeholder') {
      throw invalidInput(`Invalid Expression: placeholder $${value.name} cannot be used with NOT IN.`);
    }
    if (field.dataset === 'Actions' && /^(?:EXPIRATION_TIMESTAMP|REPEAT_FREQUENCY)$/i.test(field.name)) {
      throw invalidInput(`Invalid Expression: filters cannot be based on ${field.name} of Actions.`);
    }
  }
}

/**
 * Checks that a filter can be used with a recipe, in a batch job or a request for recommendations. It is unconfirmed whether Personalize
 * checks this already when a batch job is created: `personalize-filter-recipe` in docs/local-aws.md.
 * @throws ServiceError InvalidInputException if the filter cannot be used with the recipe
 */
export function assertUsable(expression: FilterExpression, recipeName: string): void {
  if (!listsUsers(recipeName) && expression.clauses.some(({ target }) => target === 'UserID')) {
    throw invalidInput(
      `Filters with UserID cannot be used with recipe ${recipeName}: they select users for batch segment jobs.`,
    );
  }
  if (!recommendsActions(recipeName) && expression.clauses.some(({ target }) => target === 'ActionID')) {
    throw invalidInput(
      `Filters with ActionID cannot be used with recipe ${recipeName}: it does not recommend actions.`,
    );
  }
  const conditions = conditionsOf(expression);
  if (!relatesItems(recipeName) && conditions.some(({ value }) => value.kind === 'current-item')) {
    throw invalidInput(`Filters with CurrentItem cannot be used with recipe ${recipeName}.`);
  }
  if (refusesInteractionsFilters(recipeName) && conditions.some(({ field }) => field.dataset === 'Interactions')) {
    throw invalidInput(`Filters on Interactions cannot be used with recipe ${recipeName}.`);
  }
}

function conditionsOf({ clauses }: FilterExpression): readonly Condition[] {
  return clauses.flatMap(({ conditions, userConditions }) => [...conditions, ...userConditions]);
}
