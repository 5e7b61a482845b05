/** Converts Terraform's map of tags to a list, as most services expect it. */
export function tagList(tags: Readonly<Record<string, string>> | undefined): readonly object[] | undefined {
  return tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
