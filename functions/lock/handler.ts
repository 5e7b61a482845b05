import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../aws/execution-status';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { type LockEvent, lockAnswersOf } from '../shared/locks/lock-answers';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('lock');
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const answers = lockAnswersOf(table, new ExecutionStatus(createClient(SFNClient)), logger);

export const handler = retried(async (event: LockEvent) => {
  const [work] = [event.work].flat();
  if (work === undefined) throw new Error('The input names no work.');
  correlate(logger, work.run);
  return answers.to(event, work, new Date());
});
