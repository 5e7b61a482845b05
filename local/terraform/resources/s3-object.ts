import { map, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const s3Object = defineModel(
  'aws_s3_object',
  {
    bucket: text,
    key: text,
    content: text,
    content_type: optional(text),
    tags: optional(map(text)),
    override_provider: withoutEffect('default tags of an object say nothing here'),
  },
  async ({ bucket, key, content, content_type: contentType, tags }, { aws, call }) => {
    const { ETag: etag, VersionId: versionId } = await call('s3', 'PutObject', {
      Bucket: bucket,
      Key: key,
      Body: Buffer.from(content),
      ContentType: contentType,
      Tagging: tags && new URLSearchParams(tags).toString(),
    });
    return {
      id: `${bucket}/${key}`,
      arn: `arn:${aws.account.partition}:s3:::${bucket}/${key}`,
      etag,
      version_id: versionId,
    };
  },
);
