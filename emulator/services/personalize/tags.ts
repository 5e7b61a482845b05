import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import { invalidInput, notFound, tooManyTagKeys, tooManyTags } from './errors';
import { TAGS } from './limits';
import type { Resource } from './resource';
import type { Store } from './store';

export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

/**
 * Adds tags to a resource. A new tag replaces an existing tag with the same key.
 * @throws ServiceError TooManyTagsException if the resource would have more than `TAGS` tags; InvalidInputException if
 * a key or value begins with `aws:`
 */
export function addTags(tags: Map<string, string>, added: readonly Tag[]): void {
  for (const { tagKey, tagValue } of added) {
    if (!isReserved(tagKey) && !isReserved(tagValue)) continue;
    throw invalidInput(
      `Tag ${tagKey}=${tagValue}: tag keys and values that begin with 'aws:' are reserved for use by AWS.`,
    );
  }
  const size = new Set([...tags.keys(), ...added.map(({ tagKey }) => tagKey)]).size;
  if (size > TAGS) throw tooManyTags(`The resource would have ${size} tags, it can have at most ${TAGS}.`);
  for (const { tagKey, tagValue } of added) tags.set(tagKey, tagValue);
}

/**
 * Removes the tags with the given keys.
 * @throws ServiceError TooManyTagKeysException if more than `TAGS` keys are given
 */
export function removeTags(tags: Map<string, string>, keys: readonly string[]): void {
  if (keys.length > TAGS) {
    throw tooManyTagKeys(`${keys.length} tag keys were given, at most ${TAGS} can be removed at once.`);
  }
  for (const key of keys) tags.delete(key);
}

export function listTags(tags: ReadonlyMap<string, string>): Tag[] {
  return [...tags].map(([tagKey, tagValue]) => ({ tagKey, tagValue }));
}

/**
 * Returns a resource that can have tags.
 * @throws ServiceError ResourceNotFoundException if the resource does not exist; InvalidInputException if its type has no tags
 */
export function taggable(store: Store, arn: string): Resource {
  const resource = store.lookUp(arn);
  if (resource === undefined) throw notFound(arn);
  const { title, taggable } = RESOURCE_TYPES[resource.type];
  if (!taggable) throw invalidInput(`Resource ${arn} is a ${title}, which takes no tags.`);
  return resource;
}

function isReserved(text: string): boolean {
  return text.toLowerCase().startsWith('aws:');
}
