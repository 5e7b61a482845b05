import type { ImplementedMembers } from './implemented-members';
import { type ApiModel, type Shape, type Structure, shapeName, shapeOf } from './model';

/** An input in the form that all protocols share: times are `Date`, absent members are left out. */
export interface ReadInput {
  readonly value: Readonly<Record<string, unknown>>;
  /** Paths of members that the API model does not have or that the emulator does not implement. */
  readonly unknown: readonly string[];
  /** Sentences about values whose type differs from the API model, and about values that are nested too deeply. */
  readonly mistyped: readonly string[];
}

export interface InputRules {
  readonly model: ApiModel;
  readonly structure: Structure;
  readonly implemented: ImplementedMembers;
  /** True if every value is text, as in AWS's query protocol. */
  readonly texts: boolean;
}

/** Maximum depth of an input. The deepest inputs of AWS are values of DynamoDB, with 32 levels. */
const MAX_LEVELS = 100;

/** Reads an input as the API model describes it. Members that are `null` are absent, as in AWS's JSON protocols. */
export function readInput({ model, structure, implemented, texts }: InputRules, input: unknown): ReadInput {
  const unknown: string[] = [];
  const mistyped: string[] = [];

  const wrong = (path: string, expected: string, value: unknown) => {
    mistyped.push(`${path || 'The input'} must be ${expected}, not ${nameOf(value)}.`);
    return undefined;
  };

  const read = (shape: Shape, value: unknown, path: string, known: ImplementedMembers, depth: number): unknown => {
    if (depth > MAX_LEVELS) return wrong(path, `at most ${MAX_LEVELS} levels deep`, value);
    switch (shape.type) {
      case 'structure': {
        if (texts && value === '') return {};
        if (!isObject(value)) return wrong(path, 'an object', value);
        const members: Record<string, unknown> = {};
        for (const [name, content] of Object.entries(value)) {
          if (content === undefined || content === null) continue;
          const at = path === '' ? name : `${path}.${name}`;
          const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
          const within = known === 'all' ? known : known.get(name);
          if (member === undefined || within === undefined) unknown.push(at);
          else members[name] = read(shapeOf(model, shapeName(member)), content, at, within, depth + 1);
        }
        return members;
      }
      case 'list': {
        if (texts && value === '') return [];
        if (!Array.isArray(value)) return wrong(path, 'a list', value);
        const item = shapeOf(model, shape.member);
        return value.map((content, index) => read(item, content, `${path}[${index}]`, known, depth + 1));
      }
      case 'map': {
        if (texts && value === '') return {};
        if (!isObject(value)) return wrong(path, 'an object', value);
        const item = shapeOf(model, shape.value);
        const entries: [string, unknown][] = [];
        for (const [name, content] of Object.entries(value)) {
          if (content === undefined || content === null) continue;
          entries.push([name, read(item, content, `${path}.${name}`, known, depth + 1)]);
        }
        return Object.fromEntries(entries);
      }
      case 'string':
        return typeof value === 'string' ? value : wrong(path, 'a string', value);
      case 'blob':
        return typeof value === 'string' || ArrayBuffer.isView(value) ? value : wrong(path, 'bytes', value);
      case 'boolean': {
        const flag = texts ? { true: true, false: false }[String(value)] : value;
        return typeof flag === 'boolean' ? flag : wrong(path, 'true or false', value);
      }
      case 'timestamp':
        return timeOf(value, texts) ?? wrong(path, 'a time', value);
      case 'integer':
      case 'long': {
        const number = numberOf(value, texts);
        return Number.isSafeInteger(number) ? number : wrong(path, 'a whole number', value);
      }
      case 'double':
      case 'float':
        return numberOf(value, texts) ?? wrong(path, 'a number', value);
    }
  };

  const value = read(structure, input, '', implemented, 0);
  return { value: (value ?? {}) as ReadInput['value'], unknown, mistyped };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !ArrayBuffer.isView(value) && !(value instanceof Date);
}

function numberOf(value: unknown, texts: boolean): number | undefined {
  if (!texts) return typeof value === 'number' ? value : undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

/** The latest time that JavaScript can express, in epoch milliseconds. */
const LATEST = 8.64e15;

/**
 * Parses a time: a `Date` from inside the local AWS, epoch seconds, or ISO 8601. Digits in a string are epoch seconds
 * only if `texts` is true.
 */
function timeOf(value: unknown, texts: boolean): Date | undefined {
  const epoch = typeof value === 'number' || (texts && /^\d+(\.\d+)?$/.test(String(value)));
  const time = epoch ? new Date(Number(value) * 1000) : new Date(value instanceof Date ? value : String(value));
  return Math.abs(time.getTime()) <= LATEST ? time : undefined;
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (ArrayBuffer.isView(value)) return 'bytes';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${JSON.stringify(value)?.slice(0, 100)}`;
}
