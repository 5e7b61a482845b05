import { optional, text, withoutEffect } from '../arguments';
import { defineModel } from '../resource-model';

export const ssmParameter = defineModel(
  'aws_ssm_parameter',
  {
    tags: withoutEffect('the local AWS does not use the tags of a parameter'),
    name: text,
    type: text,
    value: text,
    description: optional(text),
    tier: optional(text),
    key_id: optional(text),
  },
  async ({ name, type, value, description, tier, key_id: keyId }, { aws, call }) => {
    const { Version: version } = await call('ssm', 'PutParameter', {
      Name: name,
      Type: type,
      Value: value,
      Description: description,
      Tier: tier,
      KeyId: keyId,
    });
    // The ARN has only one slash before the name, even if the name begins with a slash.
    return { id: name, arn: aws.arn('ssm', `parameter/${name.replace(/^\//, '')}`), version };
  },
);
