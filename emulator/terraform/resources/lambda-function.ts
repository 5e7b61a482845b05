import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { block, list, map, number, optional, text, withoutEffect } from '../arguments';
import { type Context, defineModel } from '../resource-model';
import { StackError } from '../stack-error';

export const lambdaFunction = defineModel(
  'aws_lambda_function',
  {
    function_name: text,
    role: text,
    handler: text,
    runtime: text,
    filename: text,
    description: optional(text),
    timeout: optional(number),
    memory_size: optional(number),
    architectures: optional(list(text)),
    environment: optional(block({ variables: map(text) })),
    tracing_config: optional(block({ mode: text })),
    vpc_config: withoutEffect('the local AWS has one network, where everything reaches everything'),
    source_code_hash: withoutEffect('only decides when Terraform uploads the code again'),
    tags: optional(map(text)),
  },
  async (values, context) => {
    const { FunctionArn: arn } = await context.call('lambda', 'CreateFunction', {
      FunctionName: values.function_name,
      Role: values.role,
      Handler: values.handler,
      Runtime: values.runtime,
      Code: { ZipFile: readAsset(values.filename, context) },
      Description: values.description,
      Timeout: values.timeout,
      MemorySize: values.memory_size,
      Architectures: values.architectures,
      Environment: values.environment && { Variables: values.environment.variables },
      TracingConfig: values.tracing_config && { Mode: values.tracing_config.mode },
      Tags: values.tags,
    });
    return { id: values.function_name, arn, qualified_arn: `${arn}:$LATEST`, version: '$LATEST' };
  },
);

function readAsset(filename: string, { address, folder }: Context): Uint8Array {
  const path = resolve(folder, filename);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new StackError(address, `the code cannot be read: ${(error as Error).message}`);
  }
}
