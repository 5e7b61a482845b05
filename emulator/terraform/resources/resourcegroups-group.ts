import { block, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';
import { StackError } from '../stack-error';

/** A resource group. Its query is checked, but the group is not stored, because nothing in the local AWS lists resources by tag. */
export const resourcegroupsGroup = defineModel(
  'aws_resourcegroups_group',
  {
    name: text,
    description: optional(text),
    resource_query: block({ query: text }),
    tags: withoutEffect('the local AWS does not use the tags of a resource group'),
  },
  async ({ name, resource_query: { query } }, { aws, address }) => {
    if (!isTagQuery(query)) throw new StackError(address, `the query does not select resources by tags: ${query}`);
    return { id: name, arn: aws.arn('resource-groups', `group/${name}`) };
  },
);

/** True if the text is a query of the type TAG_FILTERS_1_0 (AWS Resource Groups API reference, ResourceQuery, 2026-11). */
function isTagQuery(query: string): boolean {
  const { ResourceTypeFilters: types, TagFilters: tags } = JSON.parse(query);
  return Array.isArray(types) && Array.isArray(tags) && tags.every(({ Key, Values }) => Key && Array.isArray(Values));
}
