import { map, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';
import { StackError } from '../stack-error';

export const s3Object = defineModel(
  'aws_s3_object',
  {
    bucket: text,
    key: text,
    content: text,
    content_type: optional(text),
    etag: optional(text),
    server_side_encryption: withoutEffect('the bucket encrypts its objects in the same way'),
    kms_key_id: withoutEffect('the bucket encrypts its objects with the same key'),
    source_hash: withoutEffect('the local AWS uploads each object once'),
    tags: optional(map(text)),
    override_provider: withoutEffect('the local AWS does not use default tags of an object'),
  },
  async ({ bucket, key, content, content_type: contentType, etag, tags }, { aws, address, call }) => {
    const { ETag: quoted, VersionId: versionId } = await call('s3', 'PutObject', {
      Bucket: bucket,
      Key: key,
      Body: Buffer.from(content),
      ContentType: contentType,
      Tagging: tags && new URLSearchParams(tags).toString(),
    });
    const stored = String(quoted).replaceAll('"', '');
    // The provider compares `etag` with the object's ETag at each plan.
    if (etag !== undefined && etag !== stored) {
      throw new StackError(
        address,
        `etag is ${etag}, but S3 returned ${stored}: every plan would upload the object again. An ETag is the MD5 of the content, unless a KMS key encrypts it`,
      );
    }
    return {
      id: `${bucket}/${key}`,
      arn: `arn:${aws.account.partition}:s3:::${bucket}/${key}`,
      etag: stored,
      version_id: versionId,
    };
  },
);
