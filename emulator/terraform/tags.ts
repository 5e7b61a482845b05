/** Converts Terraform's map of tags to a list with `Key` and `Value`, as DynamoDB, IAM and S3 expect it. */
export function tagList(tags: Readonly<Record<string, string>> | undefined): readonly object[] | undefined {
  return tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
