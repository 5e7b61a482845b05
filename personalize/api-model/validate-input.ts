import { operationOf, type Shape, shapeOf } from './model';
import { wholePattern } from './patterns';

export type Rule = 'required' | 'type' | 'min' | 'max' | 'pattern' | 'enum' | 'unknown';

/** One way in which an input breaks the API model. */
export interface Violation {
  /** Where, from the input's root: member names, map keys, list indices. */
  readonly path: readonly (string | number)[];
  readonly rule: Rule;
  /** The offending value; undefined for a missing member. */
  readonly value: unknown;
  /** What the rule asks for: a limit, a pattern, a type's name, the allowed values, the known members. */
  readonly expected: string | number | readonly string[];
  /** Path, value and rule in one sentence. */
  readonly message: string;
}

/**
 * Checks an operation's input against the API model. Members that are `undefined` count as absent; `null` is no value of
 * any type. Patterns must match the whole text, as the service reads them.
 * @returns all violations, in the order of the input's members; none if the input is valid
 * @throws Error if Personalize has no such operation
 */
export function validateInput(operation: string, input: unknown): Violation[] {
  const violations: Violation[] = [];
  checkValue(operationOf(operation).input, input, [], violations);
  return violations;
}

type Path = readonly (string | number)[];

/** The JavaScript type that a value of the shape has, named as a reader of JSON would. */
const TYPE_NAMES = {
  structure: 'object',
  map: 'object',
  list: 'list',
  string: 'string',
  integer: 'integer',
  double: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
} as const satisfies Record<Shape['type'], string>;

function checkValue(shapeName: string, value: unknown, path: Path, violations: Violation[]): void {
  const shape = shapeOf(shapeName);
  if (!hasType(shape, value)) {
    const expected = TYPE_NAMES[shape.type];
    violations.push({
      path,
      rule: 'type',
      value,
      expected,
      message: `${where(path)} is ${show(value)}, it must be of type ${expected}`,
    });
    return;
  }
  switch (shape.type) {
    case 'structure':
      checkStructure(shape, value as Readonly<Record<string, unknown>>, path, violations);
      break;
    case 'list':
      checkSize(shape, (value as unknown[]).length, 'elements', value, path, violations);
      for (const [index, element] of (value as unknown[]).entries()) {
        checkValue(shape.member, element, [...path, index], violations);
      }
      break;
    case 'map':
      checkSize(shape, Object.keys(value as object).length, 'entries', value, path, violations);
      for (const [key, element] of Object.entries(value as object)) {
        checkValue(shape.key, key, [...path, key], violations);
        checkValue(shape.value, element, [...path, key], violations);
      }
      break;
    case 'string':
      checkString(shape, value as string, path, violations);
      break;
    case 'integer':
    case 'double':
      checkRange(shape, value as number, path, violations);
      break;
  }
}

function hasType(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case 'structure':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'list':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value);
    case 'timestamp':
      return value instanceof Date || (typeof value === 'number' && Number.isFinite(value));
    default:
      return typeof value === shape.type;
  }
}

function checkStructure(
  shape: Extract<Shape, { type: 'structure' }>,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  violations: Violation[],
): void {
  for (const member of shape.required ?? []) {
    if (value[member] !== undefined) continue;
    violations.push({
      path: [...path, member],
      rule: 'required',
      value: undefined,
      expected: member,
      message: `${where([...path, member])} is missing, it is required`,
    });
  }
  for (const [member, element] of Object.entries(value)) {
    if (element === undefined) continue;
    const memberShape = Object.hasOwn(shape.members, member) ? shape.members[member] : undefined;
    if (memberShape !== undefined) {
      checkValue(memberShape, element, [...path, member], violations);
      continue;
    }
    const expected = Object.keys(shape.members);
    violations.push({
      path: [...path, member],
      rule: 'unknown',
      value: element,
      expected,
      message: `${where([...path, member])} is not known here, allowed are: ${expected.join(', ')}`,
    });
  }
}

function checkString(
  shape: Extract<Shape, { type: 'string' }>,
  value: string,
  path: Path,
  violations: Violation[],
): void {
  // The model counts characters, not UTF-16 units.
  checkSize(shape, [...value].length, 'characters', value, path, violations);
  if (shape.pattern !== undefined && !new RegExp(wholePattern(shape.pattern), 'u').test(value)) {
    violations.push({
      path,
      rule: 'pattern',
      value,
      expected: shape.pattern,
      message: `${where(path)} is ${show(value)}, it must match ${shape.pattern}`,
    });
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    violations.push({
      path,
      rule: 'enum',
      value,
      expected: shape.enum,
      message: `${where(path)} is ${show(value)}, it must be one of: ${shape.enum.join(', ')}`,
    });
  }
}

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

function checkSize(
  { min, max }: Limits,
  size: number,
  unit: string,
  value: unknown,
  path: Path,
  violations: Violation[],
): void {
  if (min !== undefined && size < min) {
    const message = `${where(path)} has ${size} ${unit}, it must have at least ${min}`;
    violations.push({ path, rule: 'min', value, expected: min, message });
  }
  if (max !== undefined && size > max) {
    const message = `${where(path)} has ${size} ${unit}, it must have at most ${max}`;
    violations.push({ path, rule: 'max', value, expected: max, message });
  }
}

function checkRange({ min, max }: Limits, value: number, path: Path, violations: Violation[]): void {
  if (min !== undefined && value < min) {
    violations.push({
      path,
      rule: 'min',
      value,
      expected: min,
      message: `${where(path)} is ${value}, it must be at least ${min}`,
    });
  }
  if (max !== undefined && value > max) {
    violations.push({
      path,
      rule: 'max',
      value,
      expected: max,
      message: `${where(path)} is ${value}, it must be at most ${max}`,
    });
  }
}

/** `solutionConfig.hpoConfig.algorithmHyperParameterRanges.integerHyperParameterRanges[0].name` */
function where(path: Path): string {
  if (path.length === 0) return 'The input';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

const SHOWN_CHARACTERS = 100;

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}
