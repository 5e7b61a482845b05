import { OWNER_TAG } from '../../aws/owner-tag';
import { RESOURCE_TYPES, type ResourceTypeInfo } from '../../personalize/resource-types';
import { joinPointer } from '../json-pointer';
import { type JsonValue, member } from '../json-value';
import type { Outline } from '../outline';
import { sectionValues } from '../section-walk';
import type { Rule } from './rule';

/** Prefix of tags that AWS sets itself. */
const RESERVED_PREFIX = 'aws:';

/** Maximum number of tags in the file for one resource: Personalize's quota is 50, and the deployment adds one tag. */
const MAX_OWN_TAGS = 49;

export const TAG_RULES: readonly Rule[] = [
  {
    name: 'unique-tag-keys',
    demands: 'Tag keys are unique.',
    *check(outline) {
      for (const { pointer, tags } of tagLists(outline)) {
        const seen = new Set<string>();
        for (const { tagKey, index } of tags) {
          if (seen.has(tagKey)) {
            const path = joinPointer(pointer, index, 'tagKey');
            yield { path, value: tagKey, message: `The tag key "${tagKey}" is duplicated.` };
          }
          seen.add(tagKey);
        }
      }
    },
  },
  {
    name: 'tag-prefix',
    demands: `Tag keys and values do not begin with "${RESERVED_PREFIX}".`,
    *check(outline) {
      for (const { pointer, tags } of tagLists(outline)) {
        for (const { index, ...tag } of tags) {
          for (const [name, value] of Object.entries(tag)) {
            if (!value.toLowerCase().startsWith(RESERVED_PREFIX)) continue;
            const message = `"${value}" begins with "${RESERVED_PREFIX}", which is for AWS alone.`;
            yield { path: joinPointer(pointer, index, name), value, message };
          }
        }
      }
    },
  },
  {
    name: 'tag-count',
    demands: `A resource that can be deleted has at most ${MAX_OWN_TAGS} tags, because the deployment adds "${OWNER_TAG}".`,
    *check(outline) {
      for (const { pointer: path, tags, isOwned } of tagLists(outline)) {
        if (!isOwned || tags.filter(({ tagKey }) => tagKey !== OWNER_TAG).length <= MAX_OWN_TAGS) continue;
        const message = `There are ${tags.length} tags, at most ${MAX_OWN_TAGS} are allowed: Personalize allows ${MAX_OWN_TAGS + 1}, and the deployment adds the tag "${OWNER_TAG}".`;
        yield { path, atKey: true, value: tags.length, message, hint: 'Remove one.' };
      }
    },
  },
  {
    name: 'owner-tag',
    severity: 'warning',
    demands: `The tag key "${OWNER_TAG}" is for the deployment, which sets it on all resources that can be deleted.`,
    *check(outline) {
      for (const { pointer, tags, isOwned } of tagLists(outline)) {
        for (const { index, tagKey } of tags) {
          if (!isOwned || tagKey !== OWNER_TAG) continue;
          const path = joinPointer(pointer, index, 'tagKey');
          const message = `The deployment replaces the tag "${OWNER_TAG}" by its own name.`;
          yield { path, value: tagKey, message, hint: 'Remove the tag, or give it another key.' };
        }
      }
    },
  },
];

interface TagList {
  /** True if the deployment adds its own tag to the resources that get these tags. */
  readonly isOwned: boolean;
  readonly pointer: string;
  readonly tags: readonly { readonly index: number; readonly tagKey: string; readonly tagValue: string }[];
}

function* tagLists({ file }: Outline): Generator<TagList> {
  yield* tagList(file, '', true);
  for (const { section, value, pointer } of sectionValues('serviceConfig', file)) {
    const { taggable, delete: remove } = RESOURCE_TYPES[section.type] as ResourceTypeInfo;
    if (taggable) yield* tagList(value, pointer, remove !== undefined);
  }
}

function* tagList(owner: JsonValue, pointer: string, isOwned: boolean): Generator<TagList> {
  const list = member(owner, 'tags');
  if (!Array.isArray(list)) return;
  yield {
    isOwned,
    pointer: joinPointer(pointer, 'tags'),
    tags: list.flatMap((tag, index) => {
      const tagKey = member(tag, 'tagKey');
      const tagValue = member(tag, 'tagValue');
      return typeof tagKey === 'string' && typeof tagValue === 'string' ? { index, tagKey, tagValue } : [];
    }),
  };
}
