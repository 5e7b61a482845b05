import { findIntegration } from '../integrations';
import { isObject } from '../json';
import { isExpression } from '../jsonata/expression';
import { checkAssign, checkExpression, checkTemplate } from './check-template';
import type { Diagnostics } from './diagnostics';
import { type FieldRule, STATES_ERRORS } from './fields';
import { parseTimestamp } from './timestamp';

export interface CheckContext {
  readonly diagnostics: Diagnostics;
  /** Partition that resource ARNs must have, e.g. `aws`. */
  readonly partition: string;
}

/** Rules of the fields that this file checks. `check-block.ts` checks the fields that contain states, processors or lists. */
type ValueRule = Exclude<FieldRule, { kind: 'states' | 'processor' | 'list' }>;

export const ALL_MUST_BE_LAST = 'States.ALL must appear alone and at end of list';

export function checkValue(rule: ValueRule, value: unknown, location: string, context: CheckContext): void {
  const { diagnostics } = context;
  switch (rule.kind) {
    case 'text':
    case 'stateName':
      expect(typeof value === 'string', 'String', location, diagnostics);
      break;
    case 'flag':
      expect(typeof value === 'boolean', 'Boolean', location, diagnostics);
      break;
    case 'language':
      checkStateLanguage(value, location, diagnostics);
      break;
    case 'resource':
      checkResource(value, location, context);
      break;
    case 'template':
      checkTemplate(value, location, diagnostics, rule.sees);
      break;
    case 'assign':
      checkAssign(value, location, diagnostics, rule.sees);
      break;
    case 'computed':
      checkComputed(rule.type, value, location, diagnostics);
      break;
    case 'computedInteger':
      if (isExpression(value)) checkExpression(value, location, diagnostics, undefined);
      else checkRange(rule, Number.isInteger(value), value, location, diagnostics);
      break;
    case 'computedNumber':
      if (isExpression(value)) checkExpression(value, location, diagnostics, undefined);
      else checkRange(rule, typeof value === 'number', value, location, diagnostics);
      break;
    case 'integer':
      checkRange(rule, Number.isInteger(value), value, location, diagnostics);
      break;
    case 'number':
      checkRange({ ...rule, max: Number.POSITIVE_INFINITY }, typeof value === 'number', value, location, diagnostics);
      break;
    case 'timestamp':
      checkTimestamp(value, location, diagnostics);
      break;
    case 'oneOf':
      checkOneOf(rule.values, value, location, diagnostics);
      break;
    case 'errorNames':
      checkErrorNames(value, location, diagnostics);
      break;
    case 'processorConfig':
      checkProcessorConfig(value, location, diagnostics);
      break;
  }
}

function expect(ok: boolean, type: string, location: string, diagnostics: Diagnostics): void {
  if (!ok) diagnostics.report(location, `Expected value of type ${type}`);
}

function checkStateLanguage(value: unknown, location: string, diagnostics: Diagnostics): void {
  if (typeof value !== 'string') {
    diagnostics.report(location, 'Expected value of type [STRING]');
  } else if (value === 'JSONPath') {
    diagnostics.report(
      location.slice(0, location.lastIndexOf('/')),
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  } else {
    checkOneOf(['JSONPath', 'JSONata'], value, location, diagnostics);
  }
}

function checkResource(value: unknown, location: string, { diagnostics, partition }: CheckContext): void {
  if (typeof value !== 'string') {
    expect(false, 'String', location, diagnostics);
    return;
  }
  if (!value.startsWith('arn:')) {
    diagnostics.report(location, 'Value is not a valid resource ARN');
    return;
  }
  const found = findIntegration(value, partition);
  if (typeof found === 'string') diagnostics.report(location, found);
}

function checkComputed(
  type: 'string' | 'boolean' | 'array',
  value: unknown,
  location: string,
  diagnostics: Diagnostics,
): void {
  if (isExpression(value)) checkExpression(value, location, diagnostics, undefined);
  else if (type === 'array' && Array.isArray(value)) checkTemplate(value, location, diagnostics, undefined);
  else if (typeof value !== type) {
    diagnostics.report(location, `Expected a JSONata expression or a value of type ${type}`);
  }
}

function checkRange(
  { kind, min, max }: { readonly kind: string; readonly min: number; readonly max: number },
  typed: boolean,
  value: unknown,
  location: string,
  diagnostics: Diagnostics,
): void {
  if (!typed) expect(false, /number/i.test(kind) ? 'Number' : 'Integer', location, diagnostics);
  else if (Number(value) < min) diagnostics.report(location, `Minimum value is ${min}`);
  else if (Number(value) > max) diagnostics.report(location, `Maximum value is ${max}`);
}

export function checkOneOf(
  values: readonly string[],
  value: unknown,
  location: string,
  diagnostics: Diagnostics,
): void {
  if (!values.some((allowed) => allowed === value)) {
    diagnostics.report(location, `Value should be one of the following: [${values.join(', ')}]`);
  }
}

function checkTimestamp(value: unknown, location: string, diagnostics: Diagnostics): void {
  if (isExpression(value)) checkExpression(value, location, diagnostics, undefined);
  else if (typeof value !== 'string' || parseTimestamp(value) === undefined) {
    diagnostics.report(location, 'String does not match RFC3339 timestamp');
  }
}

function checkErrorNames(value: unknown, location: string, diagnostics: Diagnostics): void {
  if (!Array.isArray(value) || value.some((name) => typeof name !== 'string')) {
    diagnostics.report(location, 'Expected value of type Array of String');
    return;
  }
  if (value.length === 0) diagnostics.report(location, 'Value cannot be empty');
  for (const [index, name] of value.entries()) {
    if (String(name).startsWith('States.') && !STATES_ERRORS.includes(name)) {
      diagnostics.report(`${location}[${index}]`, `'${name}' is not an error of Step Functions; 'States.' is reserved`);
    }
  }
  if (value.includes('States.ALL') && value.length > 1) {
    diagnostics.report(location, ALL_MUST_BE_LAST);
  }
}

function checkProcessorConfig(value: unknown, location: string, diagnostics: Diagnostics): void {
  if (!isObject(value)) {
    expect(false, 'Object', location, diagnostics);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (name !== 'Mode') {
      diagnostics.report(
        `${location}/${name}`,
        `Field '${name}' belongs to a distributed Map, which the local Step Functions does not implement`,
      );
    } else if (member !== 'INLINE') {
      diagnostics.report(
        `${location}/Mode`,
        `Mode ${JSON.stringify(member)} is not implemented by the local Step Functions: only 'INLINE' is`,
      );
    }
  }
}
