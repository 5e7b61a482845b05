import { map, number, optional, text } from '../arguments';
import { defineModel } from '../resource-model';
import { StackError } from '../stack-error';
import { tagList } from '../tags';

export const iamRole = defineModel(
  'aws_iam_role',
  {
    name: text,
    assume_role_policy: text,
    description: optional(text),
    path: optional(text),
    permissions_boundary: optional(text),
    max_session_duration: optional(number),
    tags: optional(map(text)),
  },
  async (values, { address, call }) => {
    if (values.permissions_boundary !== undefined) {
      throw new StackError(address, 'the local IAM does not know permissions boundaries');
    }
    const { Role: role } = await call('iam', 'CreateRole', {
      RoleName: values.name,
      AssumeRolePolicyDocument: values.assume_role_policy,
      Description: values.description,
      Path: values.path,
      MaxSessionDuration: values.max_session_duration,
      Tags: tagList(values.tags),
    });
    const { Arn: arn, RoleId: uniqueId } = role as { Arn: string; RoleId: string };
    return { id: values.name, arn, unique_id: uniqueId };
  },
);
