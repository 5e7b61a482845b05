import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ResourceType } from '../personalize/resource-types';

/** What became of a resource in a run: an item of the record table, under `outcome#<run id>#<type>#<pointer>`. */
export interface ResourceOutcome {
  readonly type: ResourceType;
  /** As messages name it, e.g. `campaign 'top-picks'`. */
  readonly resource: string;
  /** Absent if there is no such resource, since Personalize refused to create it. */
  readonly arn?: string;
  /** FAILED: it did not become what the parameter file asks for. */
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'FAILED';
  /** Seconds from the first look to the end; absent while it is on its way. */
  readonly seconds?: number;
  /** What a person should know: why it failed, or why nothing was done. */
  readonly note?: string;
}

/** Beginning of the sort keys of a run's outcomes. */
export function outcomePrefix(runId: string): string {
  return `outcome#${runId}#`;
}

/** @param pointer JSON pointer to the resource's element in the parameter file */
export function outcomeItem(
  key: { readonly datasetGroup: string; readonly runId: string; readonly pointer: string },
  outcome: ResourceOutcome,
  expiresAt: number,
): Record<string, AttributeValue> {
  const { datasetGroup, runId, pointer } = key;
  return {
    datasetGroup: { S: datasetGroup },
    item: { S: `${outcomePrefix(runId)}${outcome.type}#${pointer}` },
    type: { S: outcome.type },
    resource: { S: outcome.resource },
    outcome: { S: outcome.outcome },
    ...(outcome.arn !== undefined && { arn: { S: outcome.arn } }),
    ...(outcome.seconds !== undefined && { seconds: { N: String(outcome.seconds) } }),
    ...(outcome.note !== undefined && { note: { S: outcome.note } }),
    expiresAt: { N: String(expiresAt) },
  };
}

export function outcomeOf(item: Readonly<Record<string, AttributeValue>>): ResourceOutcome {
  return {
    type: item.type?.S as ResourceType,
    resource: item.resource?.S ?? '',
    outcome: item.outcome?.S as ResourceOutcome['outcome'],
    ...(item.arn?.S !== undefined && { arn: item.arn.S }),
    ...(item.seconds?.N !== undefined && { seconds: Number(item.seconds.N) }),
    ...(item.note?.S !== undefined && { note: item.note.S }),
  };
}
