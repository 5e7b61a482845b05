import { findIntegration } from '../integrations';
import { isObject } from '../json';
import { isExpression } from '../jsonata/expression';
import { checkAssign, checkExpression, checkTemplate } from './check-template';
import type { Diagnostics } from './diagnostics';
import { type FieldRule, STATES_ERRORS } from './fields';
import { parseTimestamp } from './timestamp';

/** What a check needs to know besides the value. */
export interface CheckContext {
  readonly diagnostics: Diagnostics;
  /** The partition that resource ARNs must name. */
  readonly partition: string;
}

/** Kinds of fields that hold no states; those are checked in `check-block.ts`. */
type ValueRule = Exclude<FieldRule, { kind: 'states' | 'processor' | 'list' }>;

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
      else checkInteger(rule.min, rule.max, value, location, diagnostics);
      break;
    case 'computedNumber':
      if (isExpression(value)) checkExpression(value, location, diagnostics, undefined);
      else checkNumber(rule.min, rule.max, value, location, diagnostics);
      break;
    case 'integer':
      checkInteger(rule.min, rule.max, value, location, diagnostics);
      break;
    case 'number':
      if (typeof value !== 'number' || value < rule.min) {
        diagnostics.report(location, `Expected a number of at least ${rule.min}, but was ${JSON.stringify(value)}`);
      }
      break;
    case 'timestamp':
      checkTimestamp(value, location, diagnostics);
      break;
    case 'oneOf':
      if (typeof value !== 'string' || !rule.values.includes(value)) {
        diagnostics.report(location, `Expected one of ${rule.values.join(', ')}, but was ${JSON.stringify(value)}`);
      }
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
  if (value === 'JSONata') return;
  diagnostics.report(
    location.slice(0, location.lastIndexOf('/')),
    value === 'JSONPath'
      ? "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"
      : `'QueryLanguage' must be 'JSONata', but was ${JSON.stringify(value)}`,
  );
}

function checkResource(value: unknown, location: string, { diagnostics, partition }: CheckContext): void {
  if (typeof value !== 'string') {
    expect(false, 'String', location, diagnostics);
    return;
  }
  const found = findIntegration(value, partition);
  if (typeof found === 'string') diagnostics.report(location, found, 'INVALID_RESOURCE');
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

function checkInteger(min: number, max: number, value: unknown, location: string, diagnostics: Diagnostics): void {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
    diagnostics.report(location, `Expected an integer from ${min} to ${max}, but was ${JSON.stringify(value)}`);
  }
}

function checkNumber(min: number, max: number, value: unknown, location: string, diagnostics: Diagnostics): void {
  if (typeof value !== 'number' || value < min || value > max) {
    diagnostics.report(location, `Expected a number from ${min} to ${max}, but was ${JSON.stringify(value)}`);
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
    diagnostics.report(location, "'States.ALL' must be the only element in 'ErrorEquals'");
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
