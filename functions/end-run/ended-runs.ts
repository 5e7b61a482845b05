import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { outcomeOf, outcomePrefix, type ResourceOutcome } from '../../records/resource-outcome';
import { expiryOf, type RunKey, type RunStatus } from '../../records/run-record';
import { noteOf, type RunEnd } from './run-end';

/** Writes the ends of runs into the record table. */
export class EndedRuns {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  /** Which execution the record is of, if there is one, and whether the topic has been told how it ended. */
  async stateOf(run: RunKey): Promise<{ readonly told: boolean; readonly execution: string | undefined }> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: keyOf(run), ConsistentRead: true }),
    );
    return { told: item?.toldAt !== undefined, execution: item?.execution?.S };
  }

  async noteTold(run: RunKey, now: Date): Promise<void> {
    await this.update(run, { toldAt: { S: now.toISOString() } }, {});
  }

  /** Doing it again is harmless. A run that failed before it was recorded is recorded now. */
  async finish(run: RunKey, end: RunEnd, status: RunStatus): Promise<void> {
    const { failure, file, execution } = end;
    await this.update(
      run,
      {
        status: { S: status },
        finishedAt: { S: end.now.toISOString() },
        error: { S: failure?.error ?? '' },
        cause: { S: failure?.cause ?? '' },
        note: { S: noteOf(end) ?? '' },
      },
      {
        workflow: { S: end.workflow },
        trigger: { S: end.trigger },
        file: { S: file === undefined ? '' : `s3://${file.bucket}/${file.key}` },
        execution: { S: execution.Id },
        startedAt: { S: execution.StartTime },
        expiresAt: { N: String(expiryOf(execution.StartTime, this.keptDays)) },
      },
    );
  }

  /** What became of the run's resources, in the order of their types and places in the parameter file. */
  async outcomes(datasetGroup: string, runId: string): Promise<readonly ResourceOutcome[]> {
    const found: ResourceOutcome[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#group = :group AND begins_with(#item, :prefix)',
        ExpressionAttributeNames: { '#group': 'datasetGroup', '#item': 'item' },
        ExpressionAttributeValues: { ':group': { S: datasetGroup }, ':prefix': { S: outcomePrefix(runId) } },
      },
    );
    for await (const { Items: items = [] } of pages) found.push(...items.map(outcomeOf));
    return found;
  }

  /** @param otherwise attributes that are set only where there are none */
  private async update(
    run: RunKey,
    set: Readonly<Record<string, AttributeValue>>,
    otherwise: Readonly<Record<string, AttributeValue>>,
  ): Promise<void> {
    const all = Object.entries({ ...set, ...otherwise });
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: keyOf(run),
        UpdateExpression: `SET ${[
          ...Object.keys(set).map((name) => `#${name} = :${name}`),
          ...Object.keys(otherwise).map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
        ].join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])),
      }),
    );
  }
}

function keyOf({ datasetGroup, item }: RunKey) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}
