import { answerVerbosely } from '../../../emulator/core/verbose-answers';
import { LocalAws } from '../../../emulator/local-aws';
import { STEPS } from '../../../emulator/services/personalize/durations';
import type { Variant } from '../../../emulator/services/personalize/variants';
import { CREATE_TABLE } from '../../support/create-table';
import type { Place } from '../../support/creation';
import { BUCKET, ROLE } from '../../support/personalize-testbed';

const RECORD_TABLE = 'records';

/** An account with only those parts of a deployment that the command line reads. Opening it is much faster than opening a whole stack. */
export class BareAccount implements Place {
  readonly local = new LocalAws({ seed: 1 });

  private constructor() {}

  static async open(variants: readonly Variant[]): Promise<BareAccount> {
    const account = new BareAccount();
    const { personalize, aws } = account.local;
    for (const step of STEPS) personalize.setDuration(step, 10);
    for (const variant of variants) personalize.choose(variant);
    await account.createDeployment();
    answerVerbosely(aws);
    return account;
  }

  async call(service: string, operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.local.aws.call(service, operation, input);
  }

  async create(operation: string, input: Readonly<Record<string, unknown>>): Promise<string> {
    return String(Object.values((await this.call('personalize', operation, input)) as object)[0]);
  }

  async advance(seconds: number): Promise<void> {
    await this.local.clock.advanceTo(this.local.clock.now() + seconds * 1000);
  }

  async put(key: string, content: string): Promise<string> {
    await this.call('s3', 'PutObject', { Bucket: BUCKET, Key: key, Body: Buffer.from(content) });
    // S3's times are whole seconds. For a job that is created in the same second, it would be unclear which object it has read.
    await this.advance(2);
    return `s3://${BUCKET}/${key}`;
  }

  private async createDeployment(): Promise<void> {
    const { aws } = this.local;
    await this.call('s3', 'CreateBucket', { Bucket: BUCKET });
    await this.call('iam', 'CreateRole', {
      RoleName: 'personalize',
      AssumeRolePolicyDocument: policy({
        Principal: { Service: 'personalize.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    });
    await this.call('iam', 'PutRolePolicy', {
      RoleName: 'personalize',
      PolicyName: 'data',
      // Reports of metric attributions go to CloudWatch.
      PolicyDocument: policy({ Action: ['s3:*', 'cloudwatch:PutMetricData'], Resource: '*' }),
    });
    await this.call('s3', 'PutBucketPolicy', {
      Bucket: BUCKET,
      Policy: policy({
        Principal: { Service: 'personalize.amazonaws.com' },
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
      }),
    });
    await this.call('dynamodb', 'CreateTable', { ...CREATE_TABLE, TableName: RECORD_TABLE });
    await this.call('scheduler', 'CreateScheduleGroup', { Name: 'schedules' });
    await this.call('ssm', 'PutParameter', {
      Name: '/personalize/names',
      Type: 'String',
      Value: JSON.stringify({
        dataBucket: BUCKET,
        recordTable: RECORD_TABLE,
        topicArn: aws.arn('sns', 'notifications'),
        scheduleGroup: 'schedules',
        scheduleRoleArn: ROLE,
        scheduleDeadLetterQueueArn: aws.arn('sqs', 'dead-letters'),
        scheduleTimezone: 'UTC',
        runStateMachineArn: aws.arn('states', 'stateMachine:personalize-run'),
        personalizeRoleArn: ROLE,
        runHistoryDays: '90',
        functionLogGroups: '',
      }),
    });
  }
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}
