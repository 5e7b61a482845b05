import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type ResourceResult, resultOf, resultPrefix } from '../../record-table/resource-result';
import { expiryOf, type RunKey } from '../../record-table/run-record';
import { ITSELF, NOTIFYING_SECONDS, type Notifier, StillNotifying } from './notify-once';
import { type RecordedEnd, recordedEnd, uriOf } from './recorded-end';
import { noteOf, type RunEnd, statusOf } from './run-end';

type Item = Readonly<Record<string, AttributeValue>>;

/** Writes the ends of runs into the record table. */
export class EndedRuns {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  async recordNotified(run: RunKey, now: Date): Promise<void> {
    await this.update(run, { set: { notifiedAt: { S: now.toISOString() } } });
  }

  /**
   * Records the end that `run` itself reports. Doing it again is harmless. A run that failed before it was recorded is
   * recorded now.
   * @returns what is to be told; undefined if the topic was told, or is told by somebody who heard that `run` was stopped, or
   * the record is that of another execution
   */
  async finish(run: RunKey, end: RunEnd): Promise<RecordedEnd | undefined> {
    try {
      return recordedEnd(
        await this.write(run, end, ITSELF, {
          condition: `${UNNOTIFIED_AND_OURS} AND (attribute_not_exists(#notifier) OR #notifier = :notifier)`,
          names: { '#notifiedAt': 'notifiedAt' },
        }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /**
   * Records the end of a run that was stopped or timed out, unless it has ended before: what it has recorded itself stays.
   * @param notifier who was told that it was stopped
   * @returns what is to be told; undefined if there is nothing left to tell, as above, or if the run was skipped
   * @throws StillNotifying if `run` was stopped while it was about to tell
   */
  async finishStopped(run: RunKey, end: RunEnd, notifier: Notifier): Promise<RecordedEnd | undefined> {
    try {
      return recordedEnd(
        await this.write(run, end, notifier, {
          condition: `${UNNOTIFIED_AND_OURS} AND attribute_not_exists(#finishedAt) AND (attribute_not_exists(#status) OR #status <> :skipped)`,
          names: { '#notifiedAt': 'notifiedAt' },
          values: { ':skipped': { S: 'SKIPPED' } },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return this.takeOver(run, end, notifier, error.Item ?? {});
    }
  }

  /** Tells what `run` has recorded and cannot tell any more, or what this notifier recorded at an earlier attempt. */
  private async takeOver(
    run: RunKey,
    { execution, now }: RunEnd,
    notifier: Notifier,
    item: Item,
  ): Promise<RecordedEnd | undefined> {
    const isOver = item.notifiedAt !== undefined || item.finishedAt === undefined;
    if (isOver || item.execution?.S !== execution.Id) return undefined;
    if (item.notifier?.S === notifier) return recordedEnd(item);
    if (item.notifier?.S !== ITSELF) return undefined;
    if (Number(item.notifyingAt?.N) >= epochSeconds(now) - NOTIFYING_SECONDS)
      throw new StillNotifying(execution.Name);
    try {
      return recordedEnd(
        await this.update(run, {
          set: notifierAttributes(notifier, now),
          provided: {
            condition: 'attribute_not_exists(#notifiedAt) AND #notifier = :itself',
            names: { '#notifiedAt': 'notifiedAt' },
            values: { ':itself': { S: ITSELF } },
          },
        }),
      );
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  private write(run: RunKey, end: RunEnd, notifier: Notifier, provided: Provided): Promise<Item> {
    const { failure, file, execution, now } = end;
    return this.update(run, {
      set: {
        status: { S: statusOf(end) },
        finishedAt: { S: now.toISOString() },
        error: { S: failure?.error ?? '' },
        cause: { S: failure?.cause ?? '' },
        note: { S: noteOf(end) ?? '' },
        ...notifierAttributes(notifier, now),
      },
      otherwise: {
        workflow: { S: end.workflow },
        trigger: { S: end.trigger },
        file: { S: file === undefined ? '' : uriOf(file) },
        fileVersion: { S: file?.versionId ?? '' },
        execution: { S: execution.Id },
        startedAt: { S: execution.StartTime },
        expiresAt: { N: String(expiryOf(execution.StartTime, this.keptDays)) },
      },
      provided,
    });
  }

  /** What became of the run's resources, in the order of their types and places in the parameter file. */
  async results(datasetGroup: string, runId: string): Promise<readonly ResourceResult[]> {
    const found: ResourceResult[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#group = :group AND begins_with(#item, :prefix)',
        ExpressionAttributeNames: { '#group': 'datasetGroup', '#item': 'item' },
        ExpressionAttributeValues: { ':group': { S: datasetGroup }, ':prefix': { S: resultPrefix(runId) } },
      },
    );
    for await (const { Items: items = [] } of pages) found.push(...items.map(resultOf));
    return found;
  }

  /** @returns the record afterwards */
  private async update(run: RunKey, { set, otherwise = {}, provided }: Write): Promise<Item> {
    const all = Object.entries({ ...set, ...otherwise });
    const { Attributes: attributes = {} } = await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: keyOf(run),
        UpdateExpression: `SET ${[
          ...Object.keys(set).map((name) => `#${name} = :${name}`),
          ...Object.keys(otherwise).map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
        ].join(', ')}`,
        ...(provided && {
          ConditionExpression: provided.condition,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
        ExpressionAttributeNames: {
          ...Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
          ...provided?.names,
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])),
          ...provided?.values,
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return attributes;
  }
}

/** What must hold for a write, with the names and values in it that nothing sets. */
interface Provided {
  readonly condition: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** One write to a run's record. */
interface Write {
  readonly set: Item;
  /** Set only where there are none. */
  readonly otherwise?: Item;
  readonly provided?: Provided;
}

const UNNOTIFIED_AND_OURS =
  'attribute_not_exists(#notifiedAt) AND (attribute_not_exists(#execution) OR #execution = :execution)';

function notifierAttributes(notifier: Notifier, now: Date): Item {
  return { notifier: { S: notifier }, notifyingAt: { N: String(epochSeconds(now)) } };
}

function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

function keyOf({ datasetGroup, item }: RunKey) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}
