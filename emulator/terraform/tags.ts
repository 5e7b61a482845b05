/** Converts tags. Terraform has a map; most services have a list. */
export function tagList(tags: Readonly<Record<string, string>> | undefined): readonly object[] | undefined {
  return tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
