import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ResourceType } from '../personalize/resource-types';

/** What became of a resource in a run: an item of the record table, under `result#<run id>#<type>#<pointer>`. */
export interface ResourceResult {
  readonly type: ResourceType;
  /** As messages name it, e.g. `campaign 'top-picks'`. */
  readonly resource: string;
  /** Absent if there is no such resource, since Personalize refused to create it. */
  readonly arn?: string;
  /** FAILED: it did not become what the parameter file asks for. */
  readonly result: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'FAILED';
  /** Seconds from the first look to the end; absent while it is on its way. */
  readonly seconds?: number;
  /** What a person should know: why it failed, or why nothing was done. */
  readonly note?: string;
}

/** Beginning of the sort keys of a run's results. */
export function resultPrefix(runId: string): string {
  return `result#${runId}#`;
}

/** @param pointer JSON pointer to the resource's element in the parameter file */
export function resultItem(
  key: { readonly datasetGroup: string; readonly runId: string; readonly pointer: string },
  result: ResourceResult,
  expiresAt: number,
): Record<string, AttributeValue> {
  const { datasetGroup, runId, pointer } = key;
  return {
    datasetGroup: { S: datasetGroup },
    item: { S: `${resultPrefix(runId)}${result.type}#${pointer}` },
    type: { S: result.type },
    resource: { S: result.resource },
    result: { S: result.result },
    ...(result.arn !== undefined && { arn: { S: result.arn } }),
    ...(result.seconds !== undefined && { seconds: { N: String(result.seconds) } }),
    ...(result.note !== undefined && { note: { S: result.note } }),
    expiresAt: { N: String(expiresAt) },
  };
}

export function resultOf(item: Readonly<Record<string, AttributeValue>>): ResourceResult {
  return {
    type: item.type?.S as ResourceType,
    resource: item.resource?.S ?? '',
    result: item.result?.S as ResourceResult['result'],
    ...(item.arn?.S !== undefined && { arn: item.arn.S }),
    ...(item.seconds?.N !== undefined && { seconds: Number(item.seconds.N) }),
    ...(item.note?.S !== undefined && { note: item.note.S }),
  };
}
