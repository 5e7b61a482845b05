import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { RecordTable } from '../../lib/record-table/record-table';
import { RunKeys } from '../../lib/record-table/run-keys';
import { Runs } from '../../lib/record-table/runs';
import { TaskRuns } from '../../lib/record-table/task-runs';
import { Tasks } from '../../lib/record-table/tasks';
import { VersionDecisions } from '../../lib/record-table/version-decisions';
import { WaitingUploads } from '../../lib/record-table/waiting-uploads';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventPublisher } from '../shared/event-bus';
import { checkedValues } from '../shared/invalid-event';
import { retried } from '../shared/retried';
import { assertRunInput, EXECUTION } from '../shared/run-input';
import { createCounter, createLogger } from '../shared/telemetry';
import { type BeginRunEvent, beginRun } from './begin-run';

const environment = readEnvironment('DEPLOYMENT', 'RECORD_TABLE', 'RUN_HISTORY_DAYS', 'EVENT_BUS_NAME');
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const executions = new ExecutionStatus(createClient(SFNClient));
const runs = new Runs(table, keptDays);
const tasks = new Tasks(table);
const services = {
  logger: createLogger('begin-run'),
  count: createCounter('Scheduler', environment.DEPLOYMENT),
  bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
  keys: new RunKeys(table, keptDays),
  runs,
  tasks,
  taskRuns: new TaskRuns(table, runs, tasks, executions),
  filesInForce: new FilesInForce(table),
  waitingUploads: new WaitingUploads(table, executions),
  decisions: new VersionDecisions(table),
};

export const handler = retried((event: BeginRunEvent) => {
  checkedValues(event, EXECUTION, 'that of begin-run');
  assertRunInput(event.input);
  return beginRun(event, services);
});
