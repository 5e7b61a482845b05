import { text } from '../arguments';
import { defineModel } from '../resource-model';

/** As its key, only its name. */
export const kmsAlias = defineModel(
  'aws_kms_alias',
  { name: text, target_key_id: text },
  async ({ name }, { aws }) => ({ id: name, arn: aws.arn('kms', name) }),
);
