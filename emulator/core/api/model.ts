/**
 * Form of the files `api-model.json`: from AWS's API models, the operations that the local AWS implements, and all shapes of their inputs
 * and outputs. `scripts/api-models.ts` writes these files.
 */

export interface ApiModel {
  readonly operations: Readonly<Record<string, ModelledOperation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface ModelledOperation {
  /** Method and path in REST protocols, and the HTTP status of a success. */
  readonly http?: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  /** Names of the shapes of input and output. */
  readonly input?: string;
  readonly output?: string;
  /** Codes of the operation's errors. */
  readonly errors: readonly string[];
}

interface Limits {
  /** Bounds of a number, or of the length of a text, a blob, a list or a map. */
  readonly min?: number;
  readonly max?: number;
}

export interface Structure {
  readonly type: 'structure';
  readonly members: Readonly<Record<string, Member>>;
  readonly required?: readonly string[];
  /** Name of the member that is the whole body. */
  readonly payload?: string;
}

export type Shape =
  | Structure
  | ({ readonly type: 'list'; readonly member: string } & Limits)
  | ({ readonly type: 'map'; readonly key: string; readonly value: string } & Limits)
  | ({ readonly type: 'string'; readonly pattern?: string; readonly enum?: readonly string[] } & Limits)
  | ({ readonly type: 'integer' | 'long' | 'double' | 'float' } & Limits)
  | ({ readonly type: 'blob' } & Limits)
  | { readonly type: 'boolean' | 'timestamp' };

/** A member of a structure: the name of its shape. A member outside the body also has its place on the wire. */
export type Member = string | PlacedMember;

export interface PlacedMember {
  readonly shape: string;
  readonly location: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  /**
   * Name of the path's placeholder, the query parameter or the header. For `headers`, the beginning of the headers' names. For `statusCode`,
   * the name is absent.
   */
  readonly name: string;
}

export function shapeName(member: Member): string {
  return typeof member === 'string' ? member : member.shape;
}

/** @throws Error if the model has no such shape */
export function shapeOf(model: ApiModel, name: string): Shape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`The API model has no shape '${name}'.`);
  return shape;
}

const NOTHING: Structure = { type: 'structure', members: {} };

/**
 * Returns the structure of an operation's input or output; an empty structure if the operation has no input or output.
 * @throws Error if the model has no such operation, or if the input or output is not a structure
 */
export function structureOf(model: ApiModel, operation: string, side: 'input' | 'output'): Structure {
  const modelled = Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
  if (modelled === undefined) throw new Error(`The API model has no operation '${operation}'.`);
  const name = modelled[side];
  const shape = name === undefined ? NOTHING : shapeOf(model, name);
  if (shape.type !== 'structure') throw new Error(`The ${side} of ${operation} is a ${shape.type}.`);
  return shape;
}
