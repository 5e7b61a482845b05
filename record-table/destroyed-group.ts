import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Partition of the record table that lists destroyed dataset groups, for as long as their history is kept. */
export const DESTROYED_GROUPS = '#destroyed-groups';

export interface DestroyedGroup {
  readonly datasetGroup: string;
  /** ISO time. */
  readonly destroyedAt: string;
}

export function destroyedGroupKey(datasetGroup: string): Record<string, AttributeValue> {
  return { datasetGroup: { S: DESTROYED_GROUPS }, item: { S: datasetGroup } };
}

export function destroyedGroupOf({
  item,
  destroyedAt,
}: Readonly<Record<string, AttributeValue>>): DestroyedGroup {
  return { datasetGroup: item?.S ?? '', destroyedAt: destroyedAt?.S ?? '' };
}
