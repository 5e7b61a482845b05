import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { operationOf, type Shape, shapeOf, wholePattern } from '../../../lib/personalize/api-model';
import type { Input } from '../../core/service';
import { invalidRequest } from './errors';

export interface Violation {
  /** Path from the root of the input, e.g. `solutionConfig.hpoConfig.algorithmHyperParameterRanges.integerHyperParameterRanges[0].name`. */
  readonly path: string;
  /** JSON Schema keyword of the rule that is violated, e.g. `maxLength`. */
  readonly keyword: string;
  /** Text with the path, the value and the rule, without a full stop. */
  readonly message: string;
}

/**
 * Validator, which compiles the schema of a shape when the shape is first used. The schemas come from the API model, so their validation is
 * disabled.
 */
const ajv = new Ajv({ allErrors: true, verbose: true, meta: false, validateSchema: false });
const added = new Set<string>();

/**
 * Checks an operation's input against the API model. `null` is invalid for every type. As in Personalize, patterns must match the whole
 * text.
 * @returns all violations; empty if the input is valid
 * @throws Error if Personalize has no such operation
 */
export function checkInput(operation: string, input: unknown): Violation[] {
  const validate = validatorOf(operationOf(operation).input);
  return validate(input)
    ? []
    : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames').map(violation);
}

/**
 * Refuses an input that violates the API model.
 * @throws ServiceError InvalidInputException or ValidationException that lists all violations. It is unconfirmed which
 * of the two errors AWS returns: `personalize-malformed-input` in docs/local-aws.md
 */
export function assertValid(operation: string, input: Input): void {
  const violations = checkInput(operation, input);
  if (violations.length === 0) return;
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  throw invalidRequest(operation, `${count}: ${violations.map(({ message }) => message).join('; ')}.`);
}

function validatorOf(shapeName: string): ValidateFunction {
  add(shapeName);
  const validate = ajv.getSchema(shapeName);
  if (validate === undefined) throw new Error(`The schema of shape '${shapeName}' was not compiled.`);
  return validate;
}

function add(shapeName: string): void {
  if (added.has(shapeName)) return;
  added.add(shapeName);
  ajv.addSchema(schemaOf(shapeOf(shapeName)), shapeName);
}

/** Returns the JSON Schema of a shape. The schema refers to other shapes by name, and these shapes are added to `ajv`. */
function schemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const refer = (shapeName: string) => {
    add(shapeName);
    return { $ref: shapeName };
  };
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).map(([name, member]) => [name, refer(member)]);
      return {
        type: 'object',
        properties: Object.fromEntries(members),
        required: shape.required ?? [],
        additionalProperties: false,
      };
    }
    case 'list':
      return { type: 'array', items: refer(shape.member), minItems: shape.min, maxItems: shape.max };
    case 'map':
      return {
        type: 'object',
        // The schema of keys is inlined. If the schema were a reference, ajv would not report which key is invalid.
        propertyNames: schemaOf(shapeOf(shape.key)),
        additionalProperties: refer(shape.value),
        minProperties: shape.min,
        maxProperties: shape.max,
      };
    case 'string': {
      const { min, max, pattern, enum: allowed } = shape;
      return {
        type: 'string',
        minLength: min,
        maxLength: max,
        ...(pattern !== undefined && { pattern: wholePattern(pattern) }),
        ...(allowed !== undefined && { enum: allowed }),
      };
    }
    case 'integer':
    case 'double':
      return {
        type: shape.type === 'integer' ? 'integer' : 'number',
        minimum: shape.min,
        maximum: shape.max,
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'timestamp':
      throw new Error('No input of Personalize has a timestamp.');
  }
}

function violation({ keyword, instancePath, propertyName, params, message, data }: ErrorObject): Violation {
  const member: unknown = params.missingProperty ?? params.additionalProperty ?? propertyName;
  const path = textOf(instancePath, member === undefined ? [] : [String(member)]);
  const is = `${path || 'The input'} is ${show(data)}, it`;
  switch (keyword) {
    case 'required':
      return { path, keyword, message: `${path} is missing, it is required` };
    case 'additionalProperties':
      return { path, keyword, message: `${path} is not in the API model` };
    case 'enum':
      return { path, keyword, message: `${is} must be one of: ${params.allowedValues.join(', ')}` };
    default:
      return { path, keyword, message: `${is} ${message}` };
  }
}

/** Converts a JSON pointer to a path such as `list[0].name`. The path ends with the additional steps `more`. */
function textOf(pointer: string, more: readonly string[]): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [...steps, ...more]
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

const SHOWN_CHARACTERS = 100;

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}
