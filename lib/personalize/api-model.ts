/**
 * The API model of Personalize (version 2018-05-22): operations with input, output and errors, and shapes with their limits. The data are
 * from botocore 1.43.11 (Apache License 2.0), without documentation and without the shapes of exceptions. The SDK's clients are no
 * substitute: they have shapes and required members, but no lengths, ranges, patterns and enums.
 */

import data from './api-model.json';

export interface Operation {
  readonly input: string;
  /** Name of the output's shape; absent if a successful response has no body. */
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
 * @throws Error if the API model has no shape of this name, or if the shape is not a structure
 */
export function memberNames(structure: string): readonly string[] {
  const shape = shapeOf(structure);
  if (shape.type !== 'structure') throw new Error(`Shape '${structure}' is a ${shape.type}, not a structure.`);
  return Object.keys(shape.members);
}

/**
 * Patterns of the model that backtrack, each with an equivalent pattern that takes linear time. To match an invalid text of a megabyte, a
 * pattern that backtracks would take minutes.
 */
const LINEAR: Readonly<Record<string, string>> = {
  // Region and account cannot contain colons in the equivalent pattern. The last `.+` matches all further text, colons
  // included.
  'arn:([a-z\\d-]+):personalize:.*:.*:.+':
    'arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+',
  // `(?=.*$)` refuses line breaks. The group and `\1` try only the first `:kms:`. This is enough: the text after the
  // first `:kms:` includes the text after every later `:kms:`.
  'arn:aws.*:kms:.*:[0-9]{12}:key/.*': '(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*',
};

/**
 * Source of a regular expression for a pattern of the model. The expression matches only whole texts: the service always
 * matches whole texts, even if the pattern has no `^` and `$`.
 */
export function wholePattern(pattern: string): string {
  return `^(?:${Object.hasOwn(LINEAR, pattern) ? LINEAR[pattern] : pattern})$`;
}
