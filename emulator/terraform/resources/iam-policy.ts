import { optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const iamPolicy = defineModel(
  'aws_iam_policy',
  { name: text, policy: text, path: optional(text) },
  async ({ name, policy, path }, { call }) => {
    const input = { PolicyName: name, PolicyDocument: policy, Path: path };
    const { Policy: created } = await call('iam', 'CreatePolicy', input);
    const { Arn: arn } = created as { Arn: string };
    return { id: arn, arn };
  },
);
