import { memberNames, operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { RESOURCE_TYPES, type ResourceType } from '../../../lib/personalize/resource-types';

/** Members of a resource, by name. Most are members that Describe shows; some are used only by the emulator. */
export type Members = Record<string, unknown>;

/** Resource of Personalize, in the form in which the emulator stores it. */
export interface Resource {
  readonly type: ResourceType;
  readonly arn: string;
  readonly name: string;
  /** Number of the resource in the order of creation. It is unique among resources of all types. */
  readonly sequence: number;
  /** Virtual time of the creation, in epoch milliseconds. */
  readonly createdAt: number;
  /** Virtual time at which the status became final, in epoch milliseconds; absent while Personalize will still change the status. */
  settledAt?: number;
  /** Status. Resources of types without a status have ACTIVE from the start. */
  status: string;
  readonly members: Members;
  readonly tags: Map<string, string>;
}

interface ShapeNames {
  readonly describe: string;
  readonly summary: string;
}

const shapeNames = new Map<ResourceType, ShapeNames>();

/** Returns the names of the API model's structures that Describe and List return for a resource type. */
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

/** Reduces a resource to the members of a structure of the API model. Members without a value are omitted. */
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
 * @throws Error if the member is missing, which is a bug of the emulator
 */
export function textMember({ arn, members }: Resource, name: string): string {
  const value = members[name];
  if (typeof value !== 'string') throw new Error(`${arn} has no text '${name}'.`);
  return value;
}
