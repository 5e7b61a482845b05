import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DataBucketReader } from '../../../lib/aws/data-bucket';
import { ExecutionStatus } from '../../../lib/aws/execution-status';
import { PersonalizeApi } from '../../../lib/reconciler/account/personalize-api';
import { RecordTable } from '../../../lib/record-table/record-table';
import { ScheduleGroup } from '../../../lib/scheduling/schedule-group';
import { createClient } from '../../shared/create-client';
import { EventPublisher } from '../../shared/event-bus';
import { checkedTimeZone } from '../../shared/schedules/default-time-zone';
import type { Environment } from './environment';

/** Clients and services for the calls of the function in the AWS account. */
export function accountOf(environment: Environment) {
  const s3 = createClient(S3Client);
  return {
    s3,
    bucket: new DataBucketReader(s3, environment.DATA_BUCKET),
    table: new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE),
    bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
    executions: new ExecutionStatus(createClient(SFNClient)),
    personalize: new PersonalizeApi(
      createClient(PersonalizeClient),
      createClient(PersonalizeClient, { maxAttempts: 1 }),
      environment.DEPLOYMENT,
    ),
    /**
     * Client for thousands of reads in a row. AWS throttles some of these reads. More attempts of one read cost less than beginning
     * all reads again.
     */
    personalizeWithRetries: new PersonalizeApi(createClient(PersonalizeClient, { maxAttempts: 8 })),
    scheduleGroup: new ScheduleGroup(createClient(SchedulerClient), {
      groupName: environment.SCHEDULE_GROUP,
      runStateMachineArn: environment.RUN_STATE_MACHINE_ARN,
      roleArn: environment.SCHEDULE_ROLE_ARN,
      deadLetterQueueArn: environment.SCHEDULE_DEAD_LETTER_QUEUE_ARN,
      timezone: checkedTimeZone(environment.SCHEDULE_TIMEZONE),
    }),
  };
}
