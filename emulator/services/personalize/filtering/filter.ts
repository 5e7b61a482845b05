import type { Clause, Condition, FilterExpression } from '../../../../lib/personalize/filter-expression';
import type { Row } from '../data/dataset-contents';
import type { Interaction } from '../data/interaction-log';
import { invalidInput } from '../errors';
import { holds } from './conditions';
import { type FilterValues, numberIn } from './values';

/** Current data of a dataset group, which filters read. */
export interface FilteredData {
  item(id: string): Row | undefined;
  user(id: string): Row | undefined;
  action(id: string): Row | undefined;
  /** Returns a user's events with items or, in `Action_Interactions`, with actions; the oldest first. */
  events(dataset: 'Interactions' | 'Action_Interactions', user: string): readonly Interaction[];
}

/** User and item that a request for recommendations names. */
export interface FilterSubject {
  readonly userId?: string;
  readonly itemId?: string;
}

/**
 * Maximum number of events that a filter reads for each user and event type. Filters read the newest events (developer guide, "Quotas",
 * read 2026-11-25).
 */
const RECENT_EVENTS = 100;

/**
 * Compiles a filter for one request.
 * @returns a test for ids. An id passes if no EXCLUDE clause matches the id and at least one INCLUDE clause matches the
 * id. If no INCLUDE clause applies, only the EXCLUDE clauses count. Clauses that do not apply to the request are
 * ignored
 * @throws ServiceError InvalidInputException if a value belongs to no parameter of the filter or has the wrong type, or
 * if a parameter of an INCLUDE clause has no value
 */
export function compileFilter(
  expression: FilterExpression,
  values: FilterValues,
  subject: FilterSubject,
  data: FilteredData,
): (id: string) => boolean {
  assertParameters(expression, values);
  const applied = expression.clauses.filter((clause) => applies(clause, values, subject, data));
  const [includes, excludes] = (['INCLUDE', 'EXCLUDE'] as const).map((action) =>
    applied.filter((clause) => clause.action === action).map((clause) => matcher(clause, values, subject, data)),
  );
  return (id) =>
    (includes?.length === 0 || includes?.some((matches) => matches(id)) === true) &&
    excludes?.some((matches) => matches(id)) !== true;
}

function parametersOf({ conditions, userConditions }: Clause): readonly string[] {
  return [...conditions, ...userConditions].flatMap(({ value }) => (value.kind === 'placeholder' ? [value.name] : []));
}

/**
 * Checks the values of a filter's parameters. "For filters that use INCLUDE, you must provide values for all parameters. For filters that
 * use EXCLUDE, you can omit the values" (API reference, GetRecommendations, read 2026-11-29). For values of unknown parameters, and for
 * texts where the filter compares numbers, see `personalize-filter-parameters` in docs/local-aws.md.
 */
function assertParameters({ clauses }: FilterExpression, values: FilterValues): void {
  const known = new Set(clauses.flatMap(parametersOf));
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) {
    const names = [...known].map((name) => `$${name}`).join(', ') || 'no parameters';
    throw invalidInput(`filterValues has '${unknown}', which the filter does not use: it has ${names}.`);
  }
  const needed = clauses.filter(({ action }) => action === 'INCLUDE').flatMap(parametersOf);
  const missing = needed.find((name) => values[name] === undefined);
  if (missing !== undefined)
    throw invalidInput(`filterValues lacks '${missing}', which an INCLUDE clause of the filter needs.`);
  for (const { field, operator, value } of clauses.flatMap((clause) => [
    ...clause.conditions,
    ...clause.userConditions,
  ])) {
    const given = value.kind === 'placeholder' ? values[value.name] : undefined;
    if (value.kind !== 'placeholder' || given === undefined || !/[<>]/.test(operator) || !Number.isNaN(numberIn(given)))
      continue;
    throw invalidInput(
      `filterValues has '${given}' for '${value.name}', it must be a number: the filter compares ${field.dataset}.${field.name} by ${operator}.`,
    );
  }
}

/**
 * True if a clause applies to the request. A clause does not apply if its IF condition is false for the user (`personalize-filter-if` in
 * docs/local-aws.md). A clause with an IF also does not apply if the request has no user, or if the user has no metadata. An EXCLUDE clause
 * also does not apply if one of its parameters has no value.
 */
function applies(clause: Clause, values: FilterValues, { userId }: FilterSubject, data: FilteredData): boolean {
  if (parametersOf(clause).some((name) => values[name] === undefined)) return false;
  if (clause.userConditions.length === 0) return true;
  const row = userId === undefined ? undefined : data.user(userId);
  return row !== undefined && clause.userConditions.every((condition) => holds(condition, row, values, undefined));
}

function matcher(
  clause: Clause,
  values: FilterValues,
  { userId, itemId }: FilterSubject,
  data: FilteredData,
): (id: string) => boolean {
  const currentItem = itemId === undefined ? undefined : data.item(itemId);
  const matches = (row: Row) => anyOf(clause, (condition) => holds(condition, row, values, currentItem));
  const dataset = clause.conditions[0]?.field.dataset;
  switch (dataset) {
    case 'Interactions':
    case 'Action_Interactions': {
      const matching = (user: string) => recent(data.events(dataset, user)).filter((event) => matches(rowOf(event)));
      if (clause.target === 'UserID') return (id) => matching(id).length > 0;
      const found = new Set(userId === undefined ? [] : matching(userId).map(({ item }) => item));
      return (id) => found.has(id);
    }
    case 'Users':
      return (id) => isMatch(data.user(clause.target === 'UserID' ? id : (userId ?? '')), matches);
    case 'Actions':
      return (id) => isMatch(data.action(id), matches);
    default:
      return (id) => isMatch(data.item(id), matches);
  }
}

function isMatch(row: Row | undefined, matches: (row: Row) => boolean): boolean {
  return row !== undefined && matches(row);
}

/**
 * Evaluates the conditions of a clause, which are joined by AND and OR. AND is evaluated before OR. AWS does not
 * document operator precedence: `personalize-filter-precedence` in docs/local-aws.md.
 */
function anyOf({ conditions, connectives }: Clause, isTrue: (condition: Condition) => boolean): boolean {
  let all = true;
  for (const [index, condition] of conditions.entries()) {
    if (index > 0 && connectives[index - 1] === 'OR') {
      if (all) return true;
      all = true;
    }
    all = all && isTrue(condition);
  }
  return all;
}

/** Returns the newest `RECENT_EVENTS` events of each event type. */
function recent(events: readonly Interaction[]): readonly Interaction[] {
  const counts = new Map<string, number>();
  return events.toReversed().filter(({ type = '' }) => {
    const count = (counts.get(type.toLowerCase()) ?? 0) + 1;
    counts.set(type.toLowerCase(), count);
    return count <= RECENT_EVENTS;
  });
}

function rowOf({ type }: Interaction): Row {
  return new Map([['EVENT_TYPE', type ?? null]]);
}
