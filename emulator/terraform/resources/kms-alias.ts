import { text } from '../arguments';
import { defineModel } from '../resource-model';

/** An alias. It is not stored, because the local KMS finds the keys of a stack by their ARNs only. */
export const kmsAlias = defineModel(
  'aws_kms_alias',
  { name: text, target_key_id: text },
  async ({ name }, { aws }) => ({ id: name, arn: aws.arn('kms', name) }),
);
