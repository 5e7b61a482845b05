import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import { isPending } from '../../personalize/statuses';
import type { Description, Personalize } from './personalize-api';

/**
 * Replaces each pending job or version of a list by its description from Describe. A list may show an outdated status:
 * AWS does not document that lists are current.
 */
export function asDescribed(
  type: ResourceType,
  listed: readonly Description[],
  personalize: Pick<Personalize, 'describe'>,
): Promise<readonly Description[]> {
  const { arnMember } = RESOURCE_TYPES[type];
  return Promise.all(
    listed.map(async (each) =>
      isPending(each.status ?? '') ? ((await personalize.describe(type, String(each[arnMember]))) ?? each) : each,
    ),
  );
}
