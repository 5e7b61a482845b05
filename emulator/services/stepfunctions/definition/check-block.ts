import { isObject } from '../json';
import { LIMITS } from '../limits';
import type { StateType } from './asl';
import { checkArguments } from './check-arguments';
import { ALL_MUST_BE_LAST, type CheckContext, checkOneOf, checkValue } from './check-value';
import type { Diagnostics } from './diagnostics';
import {
  BRANCH_FIELDS,
  ELEMENT_FIELDS,
  type FieldRule,
  type Fields,
  JSONPATH_FIELDS,
  PROCESSOR_FIELDS,
  REFUSED_FIELDS,
  STATE_FIELDS,
} from './fields';
import { assignedVariables } from './variables';

export interface BlockContext extends CheckContext {
  /** Names of the states checked so far. A name must be unique in the whole machine. */
  readonly stateNames: Set<string>;
  /** Variables of the scopes that enclose this block. States in the block must not assign these variables. */
  readonly outerVariables: ReadonlySet<string>;
}

/** Checks a machine, a branch or an item processor, including all states inside. */
export function checkBlock(block: unknown, fields: Fields, location: string, context: BlockContext): void {
  if (!checkFields(block, fields, location, context) || !isObject(block.States)) return;
  const variables = assignedVariables(block.States, `${location}/States`);
  for (const { name, location: assigned } of variables) {
    if (context.outerVariables.has(name)) {
      context.diagnostics.report(
        assigned,
        `The variable '${name}' belongs to an outer scope and cannot be assigned inside a Map or Parallel state`,
      );
    }
  }
  const inner: BlockContext = {
    ...context,
    outerVariables: new Set([...context.outerVariables, ...variables.map(({ name }) => name)]),
  };
  for (const [name, state] of Object.entries(block.States)) {
    checkState(name, state, `${location}/States/${name}`, inner);
  }
  checkTransitions(block.StartAt, block.States, location, context);
}

function checkState(name: string, state: unknown, location: string, context: BlockContext): void {
  const { diagnostics, stateNames } = context;
  if (name === '' || name.length > LIMITS.nameCharacters) {
    diagnostics.report(
      location,
      `A state name must have 1 to ${LIMITS.nameCharacters} characters; '${name}' has ${name.length}`,
      'INVALID_STATE_NAME',
    );
  }
  if (stateNames.has(name)) {
    diagnostics.report(location, `Duplicate State name: ${name}`, 'DUPLICATE_STATE_NAME');
  }
  stateNames.add(name);
  const type = isObject(state) ? state.Type : undefined;
  if (!isStateType(type)) {
    checkOneOf(Object.keys(STATE_FIELDS), type, `${location}/Type`, diagnostics);
    return;
  }
  if (!checkFields(state, STATE_FIELDS[type], location, context)) return;
  if ('Next' in STATE_FIELDS[type].optional) {
    checkOnlyOne(['Next', 'End'], [state.Next, state.End || undefined], location, diagnostics);
  }
  if (type === 'Wait') {
    const { SecondsPath, Seconds, TimestampPath, Timestamp } = state;
    const given = { SecondsPath, Seconds, TimestampPath, Timestamp };
    checkOnlyOne(Object.keys(given), Object.values(given), location, diagnostics);
  }
  if (type === 'Task') checkArguments(state, location, context);
}

function checkOnlyOne(
  fields: readonly string[],
  values: readonly unknown[],
  location: string,
  diagnostics: Diagnostics,
): void {
  const given = values.filter((value) => value !== undefined).length;
  const list = `[${fields.join(', ')}]`;
  if (given === 0) diagnostics.report(location, `This object should have only one of the following fields: ${list}`);
  if (given > 1) diagnostics.report(location, `There should only be one of the following fields: ${list}`);
}

function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && Object.hasOwn(STATE_FIELDS, type);
}

/**
 * Checks an object field by field.
 * @returns true if the value is an object, even if some of its fields have errors
 */
function checkFields(
  value: unknown,
  fields: Fields,
  location: string,
  context: BlockContext,
): value is Readonly<Record<string, unknown>> {
  const { diagnostics } = context;
  if (!isObject(value)) {
    diagnostics.report(location, 'Expected value of type Object');
    return false;
  }
  const missing = Object.keys(fields.required).filter((name) => value[name] === undefined);
  if (missing.length > 0) {
    diagnostics.report(location, `These fields are required: [${missing.reverse().join(', ')}]`);
  }
  const rules = new Map(Object.entries({ ...fields.optional, ...fields.required }));
  for (const [name, member] of Object.entries(value)) {
    const rule = rules.get(name);
    if (rule === undefined) {
      diagnostics.report(
        location,
        JSONPATH_FIELDS.includes(name)
          ? `The QueryLanguage is set to 'JSONata', but field '${name}' is only supported for the 'JSONPath' QueryLanguage`
          : `Field '${name}' ${Object.hasOwn(REFUSED_FIELDS, name) ? REFUSED_FIELDS[name] : 'is not supported'}`,
      );
    } else {
      checkField(rule, member, `${location}/${name}`, context);
    }
  }
  return true;
}

function checkField(rule: FieldRule, value: unknown, location: string, context: BlockContext): void {
  switch (rule.kind) {
    case 'states':
      if (!isObject(value)) context.diagnostics.report(location, 'Expected value of type Object');
      break;
    case 'processor':
      checkBlock(value, PROCESSOR_FIELDS, location, context);
      break;
    case 'list':
      checkList(rule.of, value, location, context);
      break;
    default:
      checkValue(rule, value, location, context);
  }
}

function checkList(
  of: 'retrier' | 'catcher' | 'choiceRule' | 'branch',
  value: unknown,
  location: string,
  context: BlockContext,
): void {
  const { diagnostics } = context;
  if (!Array.isArray(value)) {
    diagnostics.report(location, 'Expected value of type Array');
    return;
  }
  const recovers = of === 'retrier' || of === 'catcher';
  if (value.length === 0 && !recovers) diagnostics.report(location, 'Value cannot be empty');
  for (const [index, element] of value.entries()) {
    const at = `${location}[${index}]`;
    if (of === 'branch') checkBlock(element, BRANCH_FIELDS, at, context);
    else checkFields(element, ELEMENT_FIELDS[of], at, context);
    if (recovers && index < value.length - 1 && catchesAll(element)) {
      diagnostics.report(`${at}/ErrorEquals`, ALL_MUST_BE_LAST);
    }
  }
}

function catchesAll(element: unknown): boolean {
  return isObject(element) && Array.isArray(element.ErrorEquals) && element.ErrorEquals.includes('States.ALL');
}

/**
 * Checks that `StartAt` and the targets of all reachable states exist, that the top level has a terminal state, and that every state is
 * reachable. At a top level without a terminal state, unreachable states are not reported.
 */
function checkTransitions(
  startAt: unknown,
  states: Readonly<Record<string, unknown>>,
  location: string,
  { diagnostics }: BlockContext,
): void {
  const reached = new Set<unknown>([startAt]);
  if (typeof startAt === 'string' && !Object.hasOwn(states, startAt)) {
    diagnostics.report(`${location}/StartAt`, `Missing 'Next' target: ${startAt}`, 'MISSING_TRANSITION_TARGET');
  }
  for (const name of reached) {
    const state = states[String(name)];
    for (const { field, target } of transitions(state)) {
      reached.add(target);
      if (!Object.hasOwn(states, target)) {
        const at = `${location}/States/${name}/${field}`;
        diagnostics.report(at, `Missing 'Next' target: ${target}`, 'MISSING_TRANSITION_TARGET');
      }
    }
  }
  const ends = (state: unknown) =>
    isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail');
  // Measured on AWS: only the top level needs a terminal state. Without one, AWS reports this error, but no unreachable states.
  if (location === '' && Object.keys(states).length > 0 && !Object.values(states).some(ends)) {
    diagnostics.report(undefined, 'Workflow has no terminal state', 'MISSING_END_STATE');
    return;
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name)) {
      const at = `${location}/States/${name}`;
      diagnostics.report(at, `State "${name}" is not reachable.`, 'MISSING_TRANSITION_TARGET');
    }
  }
}

function transitions(state: unknown): { field: string; target: string }[] {
  if (!isObject(state)) return [];
  const found: { field: string; target: string }[] = [];
  const add = (field: string, target: unknown) => {
    if (typeof target === 'string') found.push({ field, target });
  };
  add('Next', state.Next);
  add('Default', state.Default);
  for (const list of ['Choices', 'Catch'] as const) {
    const elements: unknown = state[list];
    if (!Array.isArray(elements)) continue;
    for (const [index, element] of elements.entries()) {
      if (isObject(element)) add(`${list}[${index}]/Next`, element.Next);
    }
  }
  return found;
}
