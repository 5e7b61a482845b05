import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ResourceType } from '../personalize/resource-types';
import { expiryOf } from './run-record';

/**
 * Seconds after which a creation that was carried out is taken to be shown by Describe and List. A step that was interrupted waits
 * that long, so it is no longer than need be.
 */
const SHOWN_WITHIN = 30;

/** The step that creates something: of which run, and of which resource of the parameter file. */
export interface CreatingStep {
  readonly state: { readonly datasetGroup: { readonly name: string } };
  readonly resource: { readonly type: ResourceType; readonly pointer: string };
  readonly startedAt: Date;
}

/** What an interrupted look of the step was about to create, and may have created. */
export interface CreationIntent {
  /** Absent of a solution version, which has no name of its own. */
  readonly jobName?: string;
  /** Whether Personalize would show it by now if it was created. */
  readonly wouldShow: boolean;
}

/** Notes what is about to be created, for the look that follows one which was interrupted in the middle of it. */
export interface CreationIntents {
  /**
   * Notes it, unless this step has noted something else before: csv and inputs may change between two looks, and with them
   * a job's name.
   * @param jobName under which Personalize makes one job, however often it is asked; undefined if it would make two
   * @returns what was noted before, and stays so
   */
  declare(step: CreatingStep, jobName: string | undefined): Promise<CreationIntent | undefined>;
  /** Notes it in place of what was noted before. */
  redeclare(step: CreatingStep, jobName: string | undefined): Promise<void>;
}

/** CreationIntents as items of the record table. */
export class CreationIntentRecords implements CreationIntents {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    /** Not when the look began: what comes before a creation may take a while. */
    private readonly now = () => new Date(),
  ) {}

  async declare(step: CreatingStep, jobName: string | undefined): Promise<CreationIntent | undefined> {
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: this.item(step, jobName),
          ...(jobName === undefined ? UNLESS_NOTED : unlessNotedOtherwise(jobName)),
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return this.read(step);
      throw error;
    }
  }

  async redeclare(step: CreatingStep, jobName: string | undefined): Promise<void> {
    await this.dynamodb.send(
      new PutItemCommand({ TableName: this.tableName, Item: this.item(step, jobName) }),
    );
  }

  private async read(step: CreatingStep): Promise<CreationIntent | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: keyOf(step), ConsistentRead: true }),
    );
    if (item === undefined) return undefined;
    const { declaredAt, jobName } = item;
    return {
      ...(jobName?.S !== undefined && { jobName: jobName.S }),
      wouldShow: Number(declaredAt?.N) < epochSeconds(this.now()) - SHOWN_WITHIN,
    };
  }

  private item(step: CreatingStep, jobName: string | undefined): Record<string, AttributeValue> {
    const now = this.now();
    return {
      ...keyOf(step),
      ...(jobName !== undefined && { jobName: { S: jobName } }),
      declaredAt: { N: String(epochSeconds(now)) },
      expiresAt: { N: String(expiryOf(now.toISOString(), 1)) },
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

function keyOf({ state, resource, startedAt }: CreatingStep): Record<string, AttributeValue> {
  return {
    datasetGroup: { S: state.datasetGroup.name },
    item: { S: `intent#${resource.type}#${resource.pointer}#${startedAt.toISOString()}` },
  };
}

function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
