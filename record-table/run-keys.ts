import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expiryOf, type RunExecution, type RunKey, runKey } from './run-record';
import { isScheduledRun, type RunInput } from './run-request';

/**
 * Where the runs of executions are recorded. A fire is recorded under its scheduled time, however often it is delivered.
 * Anything else is recorded under the start of its execution, and an item `execution#<name>` says under which: the context
 * object and the events of Step Functions may give the start differently, and nothing documents that they agree.
 */
export class RunKeys {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  /** @returns the same key for an execution of the same name, whatever its start is said to be: that of the first call */
  async keyOf(input: RunInput, { Name: name, StartTime: startedAt }: RunExecution): Promise<RunKey> {
    const { datasetGroup } = input;
    if (isScheduledRun(input)) return runKey(datasetGroup, input.scheduledTime, input.task);
    const { item } = runKey(datasetGroup, new Date(startedAt).toISOString(), name);
    const { Attributes: attributes } = await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: { datasetGroup: { S: datasetGroup }, item: { S: `execution#${name}` } },
        UpdateExpression:
          'SET #run = if_not_exists(#run, :run), #expiresAt = if_not_exists(#expiresAt, :expiresAt)',
        ExpressionAttributeNames: { '#run': 'run', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: {
          ':run': { S: item },
          ':expiresAt': { N: String(expiryOf(startedAt, this.keptDays)) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return { datasetGroup, item: attributes?.run?.S ?? item };
  }
}
