import { text } from '../arguments';
import { defineModel } from '../resource-model';

/** An alias, which is only stored as a name, like its key. */
export const kmsAlias = defineModel(
  'aws_kms_alias',
  { name: text, target_key_id: text },
  async ({ name }, { aws }) => ({ id: name, arn: aws.arn('kms', name) }),
);
