import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { outcomeOf, outcomePrefix, type ResourceOutcome } from '../../records/resource-outcome';
import { expiryOf, type RunKey, type RunStatus } from '../../records/run-record';
import { noteOf, type RunEnd } from './run-end';
import { StillTelling, type Teller, tellerCondition } from './teller';

/** Writes the ends of runs into the record table. */
export class EndedRuns {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  async noteTold(run: RunKey, now: Date): Promise<void> {
    await this.update(run, { set: { toldAt: { S: now.toISOString() } } });
  }

  /**
   * Doing it again is harmless. A run that failed before it was recorded is recorded now.
   * @returns false if there is nothing left to tell: the topic was told or is told by another invocation, the record is that
   * of another execution, or the run was skipped before it was stopped
   * @throws StillTelling if `run` was stopped while it was about to tell
   */
  async finish(run: RunKey, end: RunEnd, status: RunStatus, teller: Teller): Promise<boolean> {
    const { failure, file, execution } = end;
    const condition = tellerCondition(teller, end.now);
    try {
      await this.update(run, {
        set: {
          status: { S: status },
          finishedAt: { S: end.now.toISOString() },
          error: { S: failure?.error ?? '' },
          cause: { S: failure?.cause ?? '' },
          note: { S: noteOf(end) ?? '' },
          ...condition.set,
        },
        otherwise: {
          workflow: { S: end.workflow },
          trigger: { S: end.trigger },
          file: { S: file === undefined ? '' : `s3://${file.bucket}/${file.key}` },
          fileVersion: { S: file?.versionId ?? '' },
          execution: { S: execution.Id },
          startedAt: { S: execution.StartTime },
          expiresAt: { N: String(expiryOf(execution.StartTime, this.keptDays)) },
        },
        provided: {
          condition: `${UNTOLD_AND_OURS} AND ${condition.expression}`,
          names: { '#toldAt': 'toldAt' },
          values: condition.values,
        },
      });
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { toldAt, execution: recorded } = error.Item ?? {};
      if (toldAt === undefined && recorded?.S === execution.Id && condition.mustWait(error.Item))
        throw new StillTelling(execution.Name);
      return false;
    }
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

  private async update(run: RunKey, { set, otherwise = {}, provided }: Write): Promise<void> {
    const all = Object.entries({ ...set, ...otherwise });
    await this.dynamodb.send(
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
      }),
    );
  }
}

/** One write to a run's record. */
interface Write {
  readonly set: Readonly<Record<string, AttributeValue>>;
  /** Set only where there are none. */
  readonly otherwise?: Readonly<Record<string, AttributeValue>>;
  /** What must hold, with the names and values in it that nothing sets. */
  readonly provided?: {
    readonly condition: string;
    readonly names: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, AttributeValue>>;
  };
}

const UNTOLD_AND_OURS =
  'attribute_not_exists(#toldAt) AND (attribute_not_exists(#execution) OR #execution = :execution)';

function keyOf({ datasetGroup, item }: RunKey) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}
