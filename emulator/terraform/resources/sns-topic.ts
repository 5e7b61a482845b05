import { optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const snsTopic = defineModel(
  'aws_sns_topic',
  {
    tags: withoutEffect('the local AWS does not use the tags of a topic'),
    name: text,
    display_name: optional(text),
    kms_master_key_id: optional(text),
  },
  async ({ name, display_name: displayName, kms_master_key_id: kmsMasterKeyId }, { call }) => {
    const { TopicArn: arn } = await call('sns', 'CreateTopic', {
      Name: name,
      Attributes: {
        DisplayName: displayName,
        KmsMasterKeyId: kmsMasterKeyId,
      },
    });
    return { id: arn, arn };
  },
);
