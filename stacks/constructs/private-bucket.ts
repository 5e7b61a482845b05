import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { TerraformLocal, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { VariableName } from '../synth/variables';
import { type Deployment, globalName } from './deployment';
import { denyWithoutTls, type ResourcePolicyStatement, resourcePolicy } from './policy';

export interface PrivateBucketProps {
  readonly deployment: Deployment;
  /** Part of the bucket's name that says what the bucket contains. */
  readonly what: string;
  /** True if Terraform refuses to destroy the bucket. Default: false. */
  readonly preventDestroy?: boolean | undefined;
  /** True if destroying the bucket deletes its objects. Default: the setting `force_destroy`. */
  readonly forceDestroy?: boolean;
  /**
   * True if the bucket is encrypted with the key of `kms_key_arn`, if set. Default: false, which means that S3 manages
   * the keys.
   */
  readonly takesDataKey?: boolean;
  /** True if S3 keeps versions. Default: true. */
  readonly isVersioned?: boolean;
  /** Statements of the bucket's policy; for services only, since roles have their own policies. */
  readonly allow: Allow;
  /** Statements that replace `allow` if a variable is true. */
  readonly allowIf?: { readonly variable: VariableName; readonly allow: Allow };
}

type Allow = (bucketArn: string) => readonly ResourcePolicyStatement[];

/**
 * A bucket that is encrypted, private, without ACLs, and accessible by TLS only. It keeps versions unless `isVersioned`
 * is false.
 */
export class PrivateBucket extends Construct {
  readonly arn: string;
  readonly bucketName: string;
  /** Dependencies (`depends_on`) of resources that need versions; empty without versions. */
  readonly versioning: readonly S3BucketVersioningA[];
  /** Dependency (`depends_on`) of resources that need the policy's permissions. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { deployment, preventDestroy } = props;
    const bucket = new S3Bucket(this, 'Default', {
      bucket: globalName(deployment, props.what),
      forceDestroy: props.forceDestroy ?? deployment.settings.forceDestroy,
      ...(preventDestroy && { lifecycle: { preventDestroy } }),
    });
    this.arn = bucket.arn;
    this.bucketName = bucket.bucket;
    const versioningConfiguration = { status: 'Enabled' };
    this.versioning =
      props.isVersioned === false
        ? []
        : [new S3BucketVersioningA(this, 'versioning', { bucket: bucket.id, versioningConfiguration })];
    this.createEncryption(bucket, props);
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const publicAccessBlock = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      policy: this.policyText(bucket, props),
      // S3 refuses concurrent changes of a bucket's policy and its public access block (OperationAborted).
      dependsOn: [publicAccessBlock],
    });
  }

  /** Encrypts with S3's own keys or with the deployment's KMS key. With a KMS key, a bucket key saves a KMS call for each object. */
  private createEncryption(bucket: S3Bucket, { deployment, takesDataKey }: PrivateBucketProps): void {
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      rule: [
        takesDataKey
          ? {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: '${var.kms_key_arn == "" ? "AES256" : "aws:kms"}',
                kmsMasterKeyId: deployment.settings.kmsKeyArn,
              },
              bucketKeyEnabled: Token.asAny('${var.kms_key_arn == "" ? null : true}'),
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
      ],
    });
  }

  private policyText(bucket: S3Bucket, { allow, allowIf }: PrivateBucketProps): string {
    const text = (statementsFor: Allow) =>
      resourcePolicy([denyWithoutTls(['s3:*'], [bucket.arn, `${bucket.arn}/*`]), ...statementsFor(bucket.arn)]);
    if (allowIf === undefined) return text(allow);
    // Both documents are complete, so that each can be read on its own.
    const otherwise = new TerraformLocal(this, 'policy-text', text(allow));
    const then = new TerraformLocal(this, `policy-text-if-${allowIf.variable}`, text(allowIf.allow));
    return `\${var.${allowIf.variable} ? ${then.fqn} : ${otherwise.fqn}}`;
  }
}
