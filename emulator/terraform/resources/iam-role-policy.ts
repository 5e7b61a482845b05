import { text } from '../arguments';
import { defineModel } from '../resource-model';

export const iamRolePolicy = defineModel(
  'aws_iam_role_policy',
  { name: text, role: text, policy: text },
  async ({ name, role, policy }, { call }) => {
    await call('iam', 'PutRolePolicy', { RoleName: role, PolicyName: name, PolicyDocument: policy });
    return { id: `${role}:${name}` };
  },
);
