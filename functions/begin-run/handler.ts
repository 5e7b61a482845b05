import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import { RecordTable } from '../../lib/record-table/record-table';
import { TaskRuns } from '../../lib/record-table/task-runs';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventPublisher } from '../shared/event-bus';
import { checkedValues } from '../shared/invalid-event';
import { recordsOf } from '../shared/records';
import { retried } from '../shared/retried';
import { assertRunInput, EXECUTION } from '../shared/run-input';
import { createCounter, createLogger } from '../shared/telemetry';
import { type BeginRunEvent, beginRun } from './begin-run';

const environment = readEnvironment('DEPLOYMENT', 'RECORD_TABLE', 'RUN_HISTORY_DAYS', 'EVENT_BUS_NAME');
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const executions = new ExecutionStatus(createClient(SFNClient));
const records = recordsOf(table, Number(environment.RUN_HISTORY_DAYS), executions);
const services = {
  logger: createLogger('begin-run'),
  count: createCounter('Scheduler', environment.DEPLOYMENT),
  bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
  ...records,
  taskRuns: new TaskRuns(table, records.runs, records.tasks, executions),
};

export const handler = retried((event: BeginRunEvent) => {
  checkedValues(event, EXECUTION, 'that of begin-run');
  assertRunInput(event.input);
  return beginRun(event, services);
});
