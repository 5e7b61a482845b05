import { optional, text } from '../arguments';
import { defineModel } from '../resource-model';

export const lambdaPermission = defineModel(
  'aws_lambda_permission',
  {
    statement_id: text,
    function_name: text,
    action: text,
    principal: text,
    source_arn: optional(text),
    source_account: optional(text),
  },
  async (values, { call }) => {
    await call('lambda', 'AddPermission', {
      StatementId: values.statement_id,
      FunctionName: values.function_name,
      Action: values.action,
      Principal: values.principal,
      SourceArn: values.source_arn,
      SourceAccount: values.source_account,
    });
    return { id: values.statement_id };
  },
);
