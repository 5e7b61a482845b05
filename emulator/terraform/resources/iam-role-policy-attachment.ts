import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const iamRolePolicyAttachment = defineModel(
  'aws_iam_role_policy_attachment',
  { role: text, policy_arn: text },
  async ({ role, policy_arn: PolicyArn }, { call }) => {
    await call('iam', 'AttachRolePolicy', { RoleName: role, PolicyArn });
    return { id: `${role}/${PolicyArn}` };
  },
);
