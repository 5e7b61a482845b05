import { memberNames, operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { RESOURCE_TYPES, type ResourceType } from '../../../lib/personalize/resource-types';

/** Members that Describe shows, by their names in the API model, and some members for the emulator alone. */
export type Members = Record<string, unknown>;

/** A resource of Personalize as the emulator stores it. */
export interface Resource {
  readonly type: ResourceType;
  readonly arn: string;
  readonly name: string;
  /** Position in the order of creation, unique across types. */
  readonly sequence: number;
  /** Virtual time, epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds of virtual time at which the status became final; absent while the status will still change. */
  settledAt?: number;
  /** Status. Types without a status are ACTIVE from the start. */
  status: string;
  readonly members: Members;
  readonly tags: Map<string, string>;
}

interface ShapeNames {
  readonly describe: string;
  readonly summary: string;
}

const shapeNames = new Map<ResourceType, ShapeNames>();

/** Names of the structures of Describe and List, by type. */
function shapeNamesOf(type: ResourceType): ShapeNames {
  const known = shapeNames.get(type) ?? findShapeNames(type);
  shapeNames.set(type, known);
  return known;
}

function findShapeNames(type: ResourceType): ShapeNames {
  const { describe, list, describeMember, listMember } = RESOURCE_TYPES[type];
  return {
    describe: memberShape(outputOf(describe), describeMember),
    summary: elementShape(memberShape(outputOf(list), listMember)),
  };
}

function outputOf(operation: string): string {
  const { output } = operationOf(operation);
  if (output === undefined) throw new Error(`${operation} has no output in the API model.`);
  return output;
}

function memberShape(structure: string, member: string): string {
  const shape = shapeOf(structure);
  const found = shape.type === 'structure' ? shape.members[member] : undefined;
  if (found === undefined) throw new Error(`Shape '${structure}' has no member '${member}'.`);
  return found;
}

function elementShape(list: string): string {
  const shape = shapeOf(list);
  if (shape.type !== 'list') throw new Error(`Shape '${list}' is a ${shape.type}, not a list.`);
  return shape.member;
}

/** Returns the resource as Describe does. */
export function describe(resource: Resource): Members {
  return project(resource, shapeNamesOf(resource.type).describe);
}

/** Returns the resource as List does. */
export function summarize(resource: Resource): Members {
  return project(resource, shapeNamesOf(resource.type).summary);
}

/** Returns the output of Create or Update. */
export function acknowledge(resource: Resource, operation: string): Members {
  return project(resource, outputOf(operation));
}

/** Returns the members of a resource that are in a structure of the API model. Members that are not set are omitted. */
function project({ members, status }: Resource, structure: string): Members {
  const projected: Members = {};
  for (const name of memberNames(structure)) {
    const member = name === 'status' ? status : members[name];
    if (member !== undefined) projected[name] = member;
  }
  return projected;
}

/**
 * Returns a text member that the resource must have.
 * @throws Error if it is missing: a bug of the emulator
 */
export function textMember({ arn, members }: Resource, name: string): string {
  const value = members[name];
  if (typeof value !== 'string') throw new Error(`${arn} has no text '${name}'.`);
  return value;
}
