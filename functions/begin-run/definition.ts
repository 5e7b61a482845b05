import type { FunctionDefinition } from '../shared/definition';

export const definition: FunctionDefinition = {
  name: 'begin-run',
  description: 'Records that a run has begun.',
  timeoutSeconds: 30,
  memoryMegabytes: 256,
  environment: (stack) => ({ RECORD_TABLE: stack.recordTableName, RUN_HISTORY_DAYS: stack.runHistoryDays }),
  permissions: (stack) => [{ actions: ['dynamodb:PutItem'], resources: [stack.recordTableArn] }],
};
