/**
 * The API model of Personalize (version 2018-05-22): operations with input, output and errors, and shapes with their limits. Data from
 * botocore 1.43.11 (Apache License 2.0), without documentation and exceptions. The SDK's clients only have shapes and required members, not
 * lengths, ranges, patterns and enums.
 */

import data from './api-model.json';

export interface Operation {
  readonly input: string;
  /** Absent if a successful response has no body. */
  readonly output?: string;
  /** Names of the errors that the operation declares. */
  readonly errors: readonly string[];
}

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

export type Shape =
  | {
      readonly type: 'structure';
      /** Shape names by member name. */
      readonly members: Readonly<Record<string, string>>;
      readonly required?: readonly string[];
    }
  | ({ readonly type: 'list'; readonly member: string } & Limits)
  | ({ readonly type: 'map'; readonly key: string; readonly value: string } & Limits)
  | ({ readonly type: 'string'; readonly pattern?: string; readonly enum?: readonly string[] } & Limits)
  | ({ readonly type: 'integer' | 'double' } & Limits)
  | { readonly type: 'boolean' | 'timestamp' };

const MODEL = data as unknown as Readonly<{ operations: Record<string, Operation>; shapes: Record<string, Shape> }>;

export const OPERATIONS: readonly string[] = Object.keys(MODEL.operations);

/** @throws Error if Personalize has no such operation */
export function operationOf(name: string): Operation {
  const operation = Object.hasOwn(MODEL.operations, name) ? MODEL.operations[name] : undefined;
  if (operation === undefined) throw new Error(`Amazon Personalize has no operation '${name}'.`);
  return operation;
}

/** @throws Error if the API model has no such shape */
export function shapeOf(name: string): Shape {
  const shape = Object.hasOwn(MODEL.shapes, name) ? MODEL.shapes[name] : undefined;
  if (shape === undefined) throw new Error(`Amazon Personalize's API model has no shape '${name}'.`);
  return shape;
}

/**
 * Names of a structure's members, e.g. of `CampaignSummary`.
 * @throws Error if there is no such shape, or if it is no structure
 */
export function memberNames(structure: string): readonly string[] {
  const shape = shapeOf(structure);
  if (shape.type !== 'structure') throw new Error(`Shape '${structure}' is a ${shape.type}, not a structure.`);
  return Object.keys(shape.members);
}

/**
 * Patterns of the model that backtrack, each with an equivalent that takes linear time. With the model's own pattern, an invalid text of a
 * megabyte would take minutes.
 */
const LINEAR: Readonly<Record<string, string>> = {
  // Two fields, each up to the next colon, then the rest.
  'arn:([a-z\\d-]+):personalize:.*:.*:.+':
    'arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+',
  // Matches one line. Only the first `:kms:` is tried, because the text after it includes the text after every later
  // `:kms:`.
  'arn:aws.*:kms:.*:[0-9]{12}:key/.*': '(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*',
};

/** Source of a regular expression for a pattern. The service always matches the whole text, with or without `^` and `$`. */
export function wholePattern(pattern: string): string {
  return `^(?:${Object.hasOwn(LINEAR, pattern) ? LINEAR[pattern] : pattern})$`;
}
