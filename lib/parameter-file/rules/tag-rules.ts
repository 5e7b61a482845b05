import { OWNER_TAG } from '../../aws/owner-tag';
import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { joinPointer } from '../json-pointer';
import { type JsonValue, member } from '../json-value';
import type { Outline } from '../outline';
import { sectionValues } from '../section-walk';
import type { Rule } from './rule';

/** Prefix of tags that AWS sets itself. */
const RESERVED_PREFIX = 'aws:';

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
    name: 'owner-tag',
    demands: `The tag key "${OWNER_TAG}" is for the deployment alone.`,
    *check(outline) {
      for (const { pointer, tags } of tagLists(outline)) {
        for (const { index, tagKey } of tags) {
          if (tagKey !== OWNER_TAG) continue;
          const path = joinPointer(pointer, index, 'tagKey');
          const message = `The deployment sets the tag "${OWNER_TAG}" itself, to its own name.`;
          yield { path, value: tagKey, message, hint: 'Remove the tag, or give it another key.' };
        }
      }
    },
  },
];

interface TagList {
  readonly pointer: string;
  readonly tags: readonly { readonly index: number; readonly tagKey: string; readonly tagValue: string }[];
}

function* tagLists({ file }: Outline): Generator<TagList> {
  yield* tagList(file, '');
  for (const { section, value, pointer } of sectionValues('serviceConfig', file))
    if (RESOURCE_TYPES[section.type].taggable) yield* tagList(value, pointer);
}

function* tagList(owner: JsonValue, pointer: string): Generator<TagList> {
  const list = member(owner, 'tags');
  if (!Array.isArray(list)) return;
  yield {
    pointer: joinPointer(pointer, 'tags'),
    tags: list.flatMap((tag, index) => {
      const tagKey = member(tag, 'tagKey');
      const tagValue = member(tag, 'tagValue');
      return typeof tagKey === 'string' && typeof tagValue === 'string' ? { index, tagKey, tagValue } : [];
    }),
  };
}
