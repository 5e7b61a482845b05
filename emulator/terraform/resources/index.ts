import type { Model } from '../resource-model';
import { cloudwatchDashboard } from './cloudwatch-dashboard';
import { cloudwatchEventBus } from './cloudwatch-event-bus';
import { cloudwatchEventRule } from './cloudwatch-event-rule';
import { cloudwatchEventTarget } from './cloudwatch-event-target';
import { cloudwatchLogGroup } from './cloudwatch-log-group';
import { cloudwatchMetricAlarm } from './cloudwatch-metric-alarm';
import { cloudwatchQueryDefinition } from './cloudwatch-query-definition';
import { dynamodbTable } from './dynamodb-table';
import { iamPolicy } from './iam-policy';
import { iamRole } from './iam-role';
import { iamRolePolicy } from './iam-role-policy';
import { iamRolePolicyAttachment } from './iam-role-policy-attachment';
import { kmsAlias } from './kms-alias';
import { kmsKey } from './kms-key';
import { lambdaFunction } from './lambda-function';
import { lambdaFunctionEventInvokeConfig } from './lambda-function-event-invoke-config';
import { lambdaPermission } from './lambda-permission';
import { resourcegroupsGroup } from './resourcegroups-group';
import { s3Bucket } from './s3-bucket';
import { s3BucketLifecycleConfiguration } from './s3-bucket-lifecycle-configuration';
import { s3BucketLogging } from './s3-bucket-logging';
import { s3BucketNotification } from './s3-bucket-notification';
import { s3BucketOwnershipControls } from './s3-bucket-ownership-controls';
import { s3BucketPolicy } from './s3-bucket-policy';
import { s3BucketPublicAccessBlock } from './s3-bucket-public-access-block';
import { s3BucketServerSideEncryptionConfiguration } from './s3-bucket-server-side-encryption-configuration';
import { s3BucketVersioning } from './s3-bucket-versioning';
import { s3Object } from './s3-object';
import { schedulerSchedule } from './scheduler-schedule';
import { schedulerScheduleGroup } from './scheduler-schedule-group';
import { sfnStateMachine } from './sfn-state-machine';
import { snsTopic } from './sns-topic';
import { snsTopicPolicy } from './sns-topic-policy';
import { snsTopicSubscription } from './sns-topic-subscription';
import { sqsQueue } from './sqs-queue';
import { sqsQueuePolicy } from './sqs-queue-policy';
import { ssmParameter } from './ssm-parameter';

/** Models of all supported resource types. Other types are refused. */
export const RESOURCES: readonly Model[] = [
  cloudwatchDashboard,
  cloudwatchEventBus,
  cloudwatchEventRule,
  cloudwatchEventTarget,
  cloudwatchLogGroup,
  cloudwatchMetricAlarm,
  cloudwatchQueryDefinition,
  dynamodbTable,
  iamRolePolicy,
  iamRolePolicyAttachment,
  iamPolicy,
  iamRole,
  kmsAlias,
  kmsKey,
  lambdaFunctionEventInvokeConfig,
  lambdaFunction,
  lambdaPermission,
  resourcegroupsGroup,
  s3BucketLifecycleConfiguration,
  s3BucketLogging,
  s3BucketNotification,
  s3BucketOwnershipControls,
  s3BucketPolicy,
  s3BucketPublicAccessBlock,
  s3BucketServerSideEncryptionConfiguration,
  s3BucketVersioning,
  s3Bucket,
  s3Object,
  schedulerScheduleGroup,
  schedulerSchedule,
  sfnStateMachine,
  snsTopicPolicy,
  snsTopicSubscription,
  snsTopic,
  sqsQueuePolicy,
  sqsQueue,
  ssmParameter,
];
