import type { DatasetType } from '../dataset-types';
import { LIMITS, limitSource } from '../limits';
import type { SchemaField } from '../schema';
import type { Clause, Condition, FieldReference, FilterDataset, FilterExpression, FilterTarget } from './ast';
import { DATASET_TYPE, filteredFields } from './fields';
import { FILTER_EXPRESSION_RULES, type FilterRule } from './rules';

export interface FilterProblem {
  /** `warning`: the documentation does not say if AWS allows the expression, or AWS allows it, but it is probably a mistake. */
  readonly severity: 'error' | 'warning';
  /** 0-based offset in the expression, in characters. */
  readonly offset: number;
  readonly rule: FilterRule;
  /** Message for users, worded as the end of a sentence, without the full stop. */
  readonly message: string;
  /** Known names, for a suggestion in place of a mistyped name. */
  readonly known?: readonly string[];
}

/** Fields of the schemas, by dataset type. Types for which there is no dataset are absent. */
export type FilterSchemas = Readonly<Partial<Record<DatasetType, readonly SchemaField[]>>>;

/** Datasets by which a target can be filtered. The guide does not mention the datasets in `unclear` for this target. */
const TARGETS: Record<FilterTarget, { known: readonly FilterDataset[]; unclear: readonly FilterDataset[] }> = {
  ItemID: { known: ['Items', 'Interactions'], unclear: ['Users'] },
  UserID: { known: ['Users', 'Interactions'], unclear: ['Items'] },
  ActionID: { known: ['Actions', 'Action_Interactions'], unclear: [] },
};

const EVENT_DATASETS: readonly FilterDataset[] = ['Interactions', 'Action_Interactions'];
const EVENT_TYPE = 'EVENT_TYPE';
/**
 * Fields of actions by which Personalize filters automatically. Source: "Guidelines and requirements" of filter expressions, read
 * 2026-11-25.
 */
const AUTOMATIC_FIELDS: readonly string[] = ['EXPIRATION_TIMESTAMP', 'REPEAT_FREQUENCY'];
/** Value in a filter expression that stands for any event type. */
export const WILDCARD = '*';

/** @param severity severity of this problem. Default: the rule's severity */
function problem(
  rule: FilterRule,
  offset: number,
  message: string,
  severity: FilterProblem['severity'] = FILTER_EXPRESSION_RULES[rule].severity,
): FilterProblem {
  return { severity, offset, rule, message };
}

/** Checks an expression against the schemas of a dataset group. Source: Personalize developer guide, "Filter expressions". */
export function checkFilterExpression(expression: FilterExpression, schemas: FilterSchemas): FilterProblem[] {
  return [...expression.clauses.flatMap((clause) => [...checkClause(clause, schemas)]), ...checkFieldCount(expression)];
}

function* checkFieldCount(expression: FilterExpression): Generator<FilterProblem> {
  const offsets = [...filteredFields(expression).values()];
  const limit = LIMITS.filterFields;
  const offset = offsets[limit.max];
  if (offset === undefined) return;
  const message = `the filter uses ${offsets.length} dataset fields; AWS allows ${limit.max} ${limitSource(limit)}`;
  yield problem('filter-fields-limit', offset, message);
}

function* checkClause(clause: Clause, schemas: FilterSchemas): Generator<FilterProblem> {
  const [first] = clause.conditions;
  if (!first) return;
  yield* checkTargetWord(clause);
  yield* checkTarget(clause.target, first.field);
  const mixed = clause.conditions.find(({ field }) => field.dataset !== first.field.dataset);
  if (mixed) {
    const message = `one clause filters on ${first.field.dataset} and on ${mixed.field.dataset}; write two clauses joined by "|"`;
    yield problem('filter-mixed-datasets', mixed.field.offset, message);
  }
  if (new Set(clause.connectives).size > 1) {
    const message = 'one clause has both AND and OR, whose precedence is undocumented';
    yield problem('filter-precedence', first.field.offset, message);
  }
  for (const condition of [...clause.conditions, ...clause.userConditions]) {
    yield* checkCondition(condition, schemas);
  }
}

/**
 * Checks the spelling of the target. The guide writes `ItemID`, and says that Personalize ignores case in event types only. But the API
 * reference (CreateFilter) has shown `itemId` and `INTERACTIONS.event_type`, and AWS's samples use these spellings. So another spelling
 * than the guide's is only a warning (`personalize-filter-case` in docs/local-aws.md).
 */
function* checkTargetWord({ target, targetWord: { text, offset } }: Clause): Generator<FilterProblem> {
  if (text === target) return;
  const message = `"${text}" is written ${target} in the developer guide of Personalize, which ignores case in event types only`;
  yield problem('filter-case', offset, message);
}

function* checkTarget(target: FilterTarget, { dataset, offset }: FieldReference): Generator<FilterProblem> {
  const { known, unclear } = TARGETS[target];
  if (known.includes(dataset)) return;
  const message = `${target} can be filtered by ${known.join(' or ')}, not by ${dataset}`;
  yield problem('filter-target', offset, message, unclear.includes(dataset) ? 'warning' : 'error');
}

function* checkCondition(condition: Condition, schemas: FilterSchemas): Generator<FilterProblem> {
  const { field, value } = condition;
  yield* checkField(field, schemas);
  if (value.kind === 'current-item') {
    yield* checkField({ dataset: 'Items', name: value.name, offset: value.offset }, schemas);
  }
  yield* checkWildcard(condition);
  yield* checkPlaceholder(condition);
  yield* checkOperator(condition, schemas);
  const strings = value.kind === 'list' ? value.strings : value.kind === 'string' ? [value] : [];
  const single = strings.find(({ quote }) => quote === "'");
  if (single) {
    yield problem('filter-quotes', single.offset, 'the string has single quotes; only double quotes are documented');
  }
}

function* checkField({ dataset, name, offset }: FieldReference, schemas: FilterSchemas): Generator<FilterProblem> {
  if (EVENT_DATASETS.includes(dataset) && name.toUpperCase() !== EVENT_TYPE) {
    yield problem('filter-field', offset, `${dataset} can only be filtered on ${EVENT_TYPE}, not on ${name}`);
    return;
  }
  if (dataset === 'Actions' && AUTOMATIC_FIELDS.includes(name.toUpperCase())) {
    const message = `Personalize filters actions on ${name} automatically: remove this condition`;
    yield problem('filter-automatic-field', offset, message);
    return;
  }
  const fields = schemas[DATASET_TYPE[dataset]];
  if (!fields) {
    yield problem('filter-dataset', offset, `the file has no ${dataset} dataset`);
    return;
  }
  const field = findField(fields, name);
  if (!field) {
    const known = fields.map((other) => other.name);
    const message = `the schema of ${dataset} has no field ${name}; it has ${known.join(', ')}`;
    yield { ...problem('filter-field', offset, message), known };
    return;
  }
  if (field.name !== name) {
    const message = `the schema of ${dataset} has the field ${field.name}, not ${name}; Personalize ignores case in event types only`;
    yield problem('filter-case', offset, message);
  }
  if (field.textual || field.types.includes('boolean')) {
    const message = `${dataset}.${name} is ${field.textual ? 'textual' : 'boolean'}; such a field cannot be filtered on`;
    yield problem('filter-field-type', offset, message);
  }
}

/** Finds a field by its name in any case. */
function findField(fields: readonly SchemaField[], name: string): SchemaField | undefined {
  return fields.find((field) => field.name.toUpperCase() === name.toUpperCase());
}

function* checkWildcard({ field, value }: Condition): Generator<FilterProblem> {
  const wildcard = value.kind === 'list' ? value.strings.find(({ text }) => text === WILDCARD) : undefined;
  if (!wildcard || EVENT_DATASETS.includes(field.dataset)) return;
  yield problem('filter-wildcard', wildcard.offset, `"${WILDCARD}" means any event type and cannot be used elsewhere`);
}

/** Refuses a placeholder after NOT IN. Source: "Guidelines and requirements" of filter expressions, read 2026-11-25. */
function* checkPlaceholder({ operator, value }: Condition): Generator<FilterProblem> {
  if (operator !== 'NOT IN' || value.kind !== 'placeholder') return;
  const message = `$${value.name} follows NOT IN, which takes no placeholder; use IN and the opposite of INCLUDE or EXCLUDE`;
  yield problem('filter-placeholder', value.offset, message);
}

function* checkOperator({ field, operator, value }: Condition, schemas: FilterSchemas): Generator<FilterProblem> {
  if (value.kind === 'string') {
    const message = `"${operator}" compares numbers; strings are compared with IN and NOT IN`;
    yield problem('filter-operator', value.offset, message);
    return;
  }
  const type = findField(schemas[DATASET_TYPE[field.dataset]] ?? [], field.name)?.types[0];
  if (type === undefined || value.kind === 'placeholder') return;
  const comparesStrings = operator === 'IN' || operator === 'NOT IN';
  if (comparesStrings !== (type === 'string')) {
    const [kind, operators] = type === 'string' ? ['strings', 'IN and NOT IN'] : ['numbers', '=, !=, <, <=, > and >='];
    const message = `${field.dataset}.${field.name} holds ${kind}, which are compared with ${operators}`;
    yield problem('filter-operator', field.offset, message);
  }
}
