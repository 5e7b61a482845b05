import { bool, number, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

/** A key. The local AWS encrypts nothing with it, but checks its policy. */
export const kmsKey = defineModel(
  'aws_kms_key',
  {
    tags: withoutEffect('the local AWS does not use the tags of a key'),
    description: optional(text),
    enable_key_rotation: optional(bool),
    deletion_window_in_days: optional(number),
    policy: text,
  },
  async ({ description, policy }, { call }) => {
    const { KeyMetadata: key } = await call('kms', 'CreateKey', { Description: description, Policy: policy });
    const { KeyId: id, Arn: arn } = key as { KeyId: string; Arn: string };
    return { id, key_id: id, arn };
  },
);
