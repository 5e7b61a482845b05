import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ATTRIBUTION, BATCH, DELETE, PARAMETER_FILE_SUFFIX, TRAIN } from '../../lib/aws/data-bucket-layout';
import { AccessLogBucket } from './access-log-bucket';
import { dataLifecycle } from './data-lifecycle';
import type { Deployment } from './deployment';
import type { NodeFunction } from './node-function';
import { accessOfPersonalize } from './personalize-access';
import { PrivateBucket } from './private-bucket';

export interface DataBucketProps {
  readonly deployment: Deployment;
  /** True if Terraform refuses to destroy the bucket. Default: false. */
  readonly preventDestroy?: boolean;
}

const WHAT = 'data';
/** Objects that Personalize reads and writes, as patterns of keys. */
const USED = { read: [`${TRAIN}*`, `${BATCH}*`], written: [`${BATCH}*`, `${ATTRIBUTION}*`] };

/** The bucket for parameter files, csv, input and output of batch jobs, and reports of metric attributions. */
export class DataBucket extends Construct {
  readonly arn: string;
  readonly name: string;
  private readonly bucket: PrivateBucket;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DataBucketProps,
  ) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Default', {
      ...props,
      what: WHAT,
      takesDataKey: true,
      ...accessOfPersonalize(props.deployment, USED),
    });
    this.arn = this.bucket.arn;
    this.name = this.bucket.bucketName;
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.name,
      rule: dataLifecycle(),
      dependsOn: [...this.bucket.versioning],
    });
    this.createAccessLogs();
  }

  /** Pattern of the ARNs of the objects in a folder, such as `train/`. */
  arnsIn(folder: string): string {
    return `${this.arn}/${folder}*`;
  }

  /**
   * Invokes `upload` for parameter files, and `deletion` for every object in `delete/`, the folder for csv of users to delete.
   * @returns the notification, which must exist before Terraform uploads a parameter file
   */
  invokeOnUpload(upload: NodeFunction, deletion: NodeFunction): ITerraformDependable {
    const permissions = [this.allowToInvoke('upload', upload), this.allowToInvoke('deletion', deletion)];
    const event = (id: string, { arn }: NodeFunction, filterPrefix: string) => ({
      id,
      lambdaFunctionArn: arn,
      events: ['s3:ObjectCreated:*'],
      filterPrefix,
    });
    return new S3BucketNotification(this, 'notification', {
      bucket: this.name,
      lambdaFunction: [
        { ...event('parameter-file-uploaded', upload, TRAIN), filterSuffix: PARAMETER_FILE_SUFFIX },
        // This event has no filter for a suffix, so that a csv with a mistyped name is refused, not ignored.
        event('users-uploaded', deletion, DELETE),
      ],
      // S3 checks these permissions when the notification is set. Without versioning, S3's events would lack the
      // version of an upload.
      dependsOn: [...permissions, ...this.bucket.versioning],
    });
  }

  private allowToInvoke(what: string, { functionName }: NodeFunction): LambdaPermission {
    return new LambdaPermission(this, `${what}-permission`, {
      statementId: 'AllowDataBucket',
      action: 'lambda:InvokeFunction',
      functionName,
      principal: 's3.amazonaws.com',
      // https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html (2026-11)
      sourceArn: this.arn,
      sourceAccount: this.props.deployment.awsEnvironment.accountId,
    });
  }

  private createAccessLogs(): void {
    const { bucket: logs } = new AccessLogBucket(this, 'access-logs', { deployment: this.props.deployment, of: WHAT });
    new S3BucketLoggingA(this, 'logging', {
      bucket: this.name,
      targetBucket: logs.bucketName,
      targetPrefix: 's3/',
      dependsOn: [logs.policy],
    });
  }
}
