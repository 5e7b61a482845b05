import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expiryOf } from '../../records/run-record';
import type { Step } from '../../resources/step';

/** Seconds after which Describe and List show for certain what was created. */
const SHOWN_WITHIN = 30;

/** What an interrupted look of the step was about to create, and may have created. */
export interface Intention {
  /** Absent of a solution version, which has no name of its own. */
  readonly jobName?: string;
  /** Whether Personalize would show it by now if it was created. */
  readonly wouldShow: boolean;
}

/** Notes what is about to be created, for the look that follows one which was interrupted in the middle of it. */
export interface Intentions {
  /**
   * Notes it, unless this step has noted something else before: csv and inputs may change between two looks, and with them
   * a job's name.
   * @param jobName under which Personalize makes one job, however often it is asked; undefined if it would make two
   * @returns what was noted before, and stays so
   */
  declare(step: Step, jobName: string | undefined): Promise<Intention | undefined>;
  /** Notes it in place of what was noted before. */
  redeclare(step: Step, jobName: string | undefined): Promise<void>;
}

/** Intentions as items of the record table. */
export class IntentionRecords implements Intentions {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async declare(step: Step, jobName: string | undefined): Promise<Intention | undefined> {
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: itemOf(step, jobName),
          ...(jobName === undefined ? UNLESS_NOTED : unlessNotedOtherwise(jobName)),
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return this.read(step);
      throw error;
    }
  }

  async redeclare(step: Step, jobName: string | undefined): Promise<void> {
    await this.dynamodb.send(new PutItemCommand({ TableName: this.tableName, Item: itemOf(step, jobName) }));
  }

  private async read(step: Step): Promise<Intention | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: keyOf(step), ConsistentRead: true }),
    );
    if (item === undefined) return undefined;
    const { declaredAt, jobName } = item;
    return {
      ...(jobName?.S !== undefined && { jobName: jobName.S }),
      wouldShow: Number(declaredAt?.N) < epochSeconds(step.now) - SHOWN_WITHIN,
    };
  }
}

const UNLESS_NOTED = {
  ConditionExpression: 'attribute_not_exists(#item)',
  ExpressionAttributeNames: { '#item': 'item' },
};

function unlessNotedOtherwise(jobName: string) {
  return {
    ConditionExpression: 'attribute_not_exists(#item) OR #jobName = :jobName',
    ExpressionAttributeNames: { '#item': 'item', '#jobName': 'jobName' },
    ExpressionAttributeValues: { ':jobName': { S: jobName } },
  };
}

function keyOf({ state, resource, startedAt }: Step): Record<string, AttributeValue> {
  return {
    datasetGroup: { S: state.datasetGroup.name },
    item: { S: `intention#${resource.type}#${resource.pointer}#${startedAt.toISOString()}` },
  };
}

function itemOf(step: Step, jobName: string | undefined): Record<string, AttributeValue> {
  return {
    ...keyOf(step),
    ...(jobName !== undefined && { jobName: { S: jobName } }),
    declaredAt: { N: String(epochSeconds(step.now)) },
    expiresAt: { N: String(expiryOf(step.now.toISOString(), 1)) },
  };
}

function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
