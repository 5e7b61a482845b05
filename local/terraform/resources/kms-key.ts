import { bool, number, optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

/** A key is only its name: the local AWS encrypts nothing, and no key policy is asked. */
export const kmsKey = defineModel(
  'aws_kms_key',
  {
    tags: withoutEffect('nothing here asks for the tags of a key'),
    description: optional(text),
    enable_key_rotation: optional(bool),
    deletion_window_in_days: optional(number),
    policy: text,
  },
  async ({ description, policy }, { aws }) => {
    JSON.parse(policy);
    const keyId = aws.random.fork(`key ${description} ${policy}`).uuid();
    return { id: keyId, key_id: keyId, arn: aws.arn('kms', `key/${keyId}`) };
  },
);
