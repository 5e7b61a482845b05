import { operationOf, shapeOf } from '../../../lib/personalize/api-model';
import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';

/**
 * Paths of the members of all Create requests, e.g. `CreateCampaign.campaignConfig.rankingInfluence`. Structures and lists are not
 * in this list, only what they contain.
 */
export function createMembers(): readonly string[] {
  return Object.values(RESOURCE_TYPES).flatMap(({ create }) => [...membersIn(operationOf(create).input, create)]);
}

function* membersIn(shapeName: string, path: string): Generator<string> {
  const shape = shapeOf(shapeName);
  if (shape.type === 'list') yield* membersIn(shape.member, path);
  else if (shape.type !== 'structure') yield path;
  else for (const [name, member] of Object.entries(shape.members)) yield* membersIn(member, `${path}.${name}`);
}

/** Paths of all members that the input of a call has, in the format of {@link createMembers}. */
export function* givenMembers(operation: string, input: unknown): Generator<string> {
  if (Array.isArray(input)) for (const item of input) yield* givenMembers(operation, item);
  else if (typeof input !== 'object' || input === null) yield operation;
  else {
    // This may be a map, which is a member itself. Its keys are not members.
    yield operation;
    for (const [name, value] of Object.entries(input)) yield* givenMembers(`${operation}.${name}`, value);
  }
}
